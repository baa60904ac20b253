"""The dataset on disk: schemas follow the models, values are exact, a partial dataset is never seen."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from fake_extractor import FakeExtractor
from govextract.article import Article
from govextract.dataset import DatasetWriter, load, schema, to_rows
from govextract.dataset.frames import DatasetError
from govextract.dataset.publish import OutputRefused
from govextract.dataset.rows import Unstorable
from govextract.dataset.write import GROUP_ROWS
from govextract.records import SCHEMA_VERSION, TABLES


def rows_of(text: str, path: str = "a.txt"):
    return to_rows(FakeExtractor().extract(Article(text=text, path=path, published=dt.date(2025, 3, 6))))


def write(out: Path, *texts: str, ledger: bool = True) -> Path:
    with DatasetWriter(out, ledger=ledger) as writer:
        for number, text in enumerate(texts):
            writer.add(rows_of(text, f"{number}.txt"))
    return out


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_described_and_no_column_is_a_timestamp(table):
    for field in schema(table):
        assert field.metadata[b"description"]
        assert not pa.types.is_timestamp(field.type)
    assert schema(table).names == list(TABLES[table].model_fields)
    assert schema(table).metadata[b"govextract.schema_version"] == SCHEMA_VERSION.encode()


def test_column_types():
    targets, articles = schema("targets"), schema("articles")
    assert targets.field("value").type == pa.decimal128(38, 9)
    assert not targets.field("value").nullable
    assert targets.field("value_max").nullable
    assert articles.field("event_on").type == pa.date32()
    assert pa.types.is_struct(targets.field("mentions").type.value_type)
    assert targets.field("notes").type.value_type == pa.string()
    assert targets.field("comparator").metadata[b"values"] == b"eq, ge, gt, le, lt, approx, range"


def test_values_come_back_exactly(tmp_path):
    out = write(tmp_path / "out", "reach 72.63% and 4615000000000% and 0.000000001%")
    values = pq.read_table(out / "tables" / "targets").column("value").to_pylist()
    assert values == [Decimal("72.63"), Decimal(4615000000000), Decimal("0.000000001")]
    exact = load(out, exact=True).targets["value"]
    assert list(exact) == values


def test_a_value_too_large_for_its_column_is_refused_with_its_name():
    with pytest.raises(Unstorable, match="value"):
        rows_of("HUGE 5%")


def test_rows_are_in_text_order():
    assert [row["evidence"] for row in rows_of("1% then 2% then 3%")["targets"]] == ["1%", "2%", "3%"]


def test_tables_without_rows_still_have_a_part_with_the_schema(tmp_path):
    out = write(tmp_path / "out", "nothing")
    for table in TABLES:
        (part,) = (out / "tables" / table).iterdir()
        assert part.name == "part-00000.parquet"
        assert pq.read_schema(part).equals(schema(table), check_metadata=True)


def test_ledger_only_on_request(tmp_path):
    with DatasetWriter(tmp_path / "out") as writer:
        writer.add(to_rows(FakeExtractor().extract(Article("5%")), ledger=False))
    assert not (tmp_path / "out" / "tables" / "ledger").exists()
    assert load(tmp_path / "out").ledger is None


def test_same_rows_same_bytes(tmp_path):
    one, two = (write(tmp_path / name, "1% and 2", "3%") for name in ("one", "two"))
    files = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(two) for path in two.rglob("*") if path.is_file())
    assert all((one / file).read_bytes() == (two / file).read_bytes() for file in files)


def test_many_rows_do_not_depend_on_how_they_arrive(tmp_path):
    rows = rows_of("1%")["targets"] * (GROUP_ROWS + 7)
    with DatasetWriter(tmp_path / "at-once") as writer:
        writer.add({"targets": rows})
    with DatasetWriter(tmp_path / "one-by-one") as writer:
        for row in rows:
            writer.add({"targets": [row]})
    parts = [tmp_path / name / "tables/targets/part-00000.parquet" for name in ("at-once", "one-by-one")]
    assert parts[0].read_bytes() == parts[1].read_bytes()
    assert pq.read_metadata(parts[0]).num_rows == GROUP_ROWS + 7


def test_manifest_tells_rows_files_and_versions(tmp_path):
    with DatasetWriter(tmp_path / "out") as writer:
        writer.describe(rule_pack="abc")
        writer.add({"targets": rows_of("1% 2%")["targets"]})
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert manifest["schema_version"] == SCHEMA_VERSION
    assert manifest["rule_pack"] == "abc"
    assert manifest["tables"]["targets"]["rows"] == 2
    assert manifest["tables"]["targets"]["files"][0]["path"] == "tables/targets/part-00000.parquet"


def test_a_failed_run_leaves_the_old_dataset_and_no_debris(tmp_path):
    out = write(tmp_path / "out", "1%")
    before = (out / "manifest.json").read_bytes()
    with pytest.raises(RuntimeError), DatasetWriter(out) as writer:
        writer.add({"targets": rows_of("2%")["targets"]})
        raise RuntimeError("power cut")
    assert (out / "manifest.json").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_nothing_is_visible_before_the_end(tmp_path):
    with DatasetWriter(tmp_path / "out") as writer:
        writer.add({"targets": rows_of("2%")["targets"]})
        assert not (tmp_path / "out").exists()
    assert (tmp_path / "out" / "manifest.json").is_file()


def test_an_earlier_dataset_is_replaced_as_a_whole(tmp_path):
    write(tmp_path / "out", "1%", ledger=True)
    with DatasetWriter(tmp_path / "out") as writer:
        writer.add({"targets": rows_of("1% 2% 3%")["targets"]})
    assert len(load(tmp_path / "out").targets) == 3
    assert not (tmp_path / "out" / "tables" / "ledger").exists()


@pytest.mark.parametrize("content", ["thesis.txt", "tables/articles/mine.csv", "manifest.json"])
def test_a_folder_that_is_not_ours_is_refused(tmp_path, content):
    file = tmp_path / "out" / content
    file.parent.mkdir(parents=True)
    file.write_text("{}", "utf-8")
    with pytest.raises(OutputRefused), DatasetWriter(tmp_path / "out"):
        pass
    assert file.exists()


def test_a_dataset_with_a_strangers_file_inside_is_refused(tmp_path):
    out = write(tmp_path / "out", "1%")
    (out / "notes.md").write_text("mine", "utf-8")
    with pytest.raises(OutputRefused, match="other files"):
        write(out, "2%")


def test_an_empty_folder_is_fine_and_a_file_is_not(tmp_path):
    (tmp_path / "empty").mkdir()
    write(tmp_path / "empty", "1%")
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(OutputRefused, match="file"):
        write(tmp_path / "file", "1%")


def test_load_gives_the_dtypes_of_an_analyst(tmp_path):
    frames = load(write(tmp_path / "out", "grow 7.5% for 3 years"))
    assert str(frames.targets["value"].dtype) == "Float64"
    assert frames.targets["value"].sum() == 7.5
    assert str(frames.targets["indicator"].dtype).startswith("string")
    assert str(frames.articles["characters"].dtype) == "Int64"
    assert str(frames.articles["published_on"].dtype).startswith("datetime64")
    assert frames.articles["published_on"][0].year == 2025
    assert frames.targets["mentions"][0] == [{"start": 5, "end": 9}]
    assert frames.targets["notes"][0] == ["seen"]
    assert list(frames.ledger["fate"]) == ["used", "unclaimed"]
    assert frames.rejects.empty
    joined = frames.articles.merge(frames.targets, on="article_id")
    assert len(joined) == 1


def test_empty_tables_keep_their_dtypes(tmp_path):
    frames = load(write(tmp_path / "out", "nothing"))
    assert str(frames.services["count"].dtype) == "Int64"
    assert str(frames.resolutions["issued_on"].dtype).startswith("datetime64")
    assert str(frames.observations["value"].dtype) == "Float64"


def test_load_refuses_what_is_no_dataset(tmp_path):
    with pytest.raises(DatasetError, match="no govextract dataset"):
        load(tmp_path)
    out = write(tmp_path / "out", "1%")
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    (out / "manifest.json").write_text(json.dumps({**manifest, "schema_version": "99.0"}), "utf-8")
    with pytest.raises(DatasetError, match=r"99\.0"):
        load(out)
