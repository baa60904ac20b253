"""The command line: data on stdout, talk on stderr, exit codes that mean something, and a quick start."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fake_extractor import FakeExtractor
from govextract import batch, extracts
from govextract.cli import app as cli

ROOT = Path(__file__).resolve().parent.parent
GOVEXTRACT = [sys.executable, "-c", "from govextract.cli import main; main()"]


@pytest.fixture
def fake(monkeypatch):
    def build(rules=None, ner="gazetteer"):
        return FakeExtractor()

    monkeypatch.setattr(extracts, "build_extractor", build)
    monkeypatch.setattr(batch, "build_extractor", build)


@pytest.fixture
def article(tmp_path) -> Path:
    path = tmp_path / "in" / "news.txt"
    path.parent.mkdir()
    path.write_text("Growth of 10% in 2025 <b>.\n", "utf-8")
    return path


def invoke(*arguments: object, stdin: str | None = None):
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments], input=stdin)


def shell(*arguments: object, **options) -> subprocess.CompletedProcess[str]:
    command = [*GOVEXTRACT, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


def test_run_writes_the_dataset_and_talks_on_stderr(fake, article, tmp_path):
    result = invoke("run", article.parent, "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "1 inputs = 1 extracted + 0 without facts + 0 duplicates + 0 rejected" in result.stderr
    assert (tmp_path / "out" / "manifest.json").is_file()


def test_run_exits_1_with_rejects_and_says_why(fake, article, tmp_path):
    (article.parent / "photo.jpg").write_bytes(b"x")
    result = invoke("run", article.parent, "--out", tmp_path / "out", "--workers", 2, "--ledger")
    assert result.exit_code == 1
    assert "Rejected, unsupported: 1" in result.stderr
    assert (tmp_path / "out" / "tables" / "ledger").is_dir()


def test_json_log_is_one_object_per_line_with_counts_and_seconds(fake, article, tmp_path):
    (article.parent / "photo.jpg").write_bytes(b"x")
    result = invoke("run", article.parent, "--out", tmp_path / "out", "--log-format", "json", "--verbose")
    events = {line["event"]: line for line in map(json.loads, result.stderr.splitlines())}
    assert events["end"]["counts"]["rejects"] == {"unsupported": 1}
    assert {"discover", "read", "extract", "compose", "publish"} <= events["end"]["seconds"].keys()
    assert events["reject"]["path"] == "photo.jpg"


def test_verbose_run_tells_stages_and_rejects(fake, article, tmp_path):
    (article.parent / "photo.jpg").write_bytes(b"x")
    text = invoke("run", article.parent, "--out", tmp_path / "out", "--verbose").stderr
    assert "reject: path photo.jpg, reason unsupported" in text
    assert "compose" in text and "2 inputs = 1 extracted" in text


def test_quiet_run_says_nothing(fake, article, tmp_path):
    result = invoke("run", article.parent, "--out", tmp_path / "out", "--quiet")
    assert (result.exit_code, result.output) == (0, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "missing", "--out", "out"],
        ["run", ".", "--out", "out"],
        ["run", "news.txt", "--out", "news.txt"],
        ["run", "news.txt", "--out", "out", "--workers", "0"],
        ["run", "news.txt"],
        ["extract", "missing.txt"],
        ["extract", "news.txt", "--format", "yaml"],
        ["validate", "missing"],
        ["validate", ".", "--min-f1", "high"],
        ["rules", "show", "no.such.rule"],
        ["rules", "list", "--rules", "missing"],
        ["nonsense"],
    ],
)
def test_what_cannot_run_exits_2_with_a_line_and_no_traceback(article, arguments):
    result = shell(*arguments, cwd=article.parent)
    assert result.returncode == 2
    assert result.stderr.strip()
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_extract_prints_one_json_object(fake, article):
    result = invoke("extract", article)
    assert result.exit_code == 0
    content = json.loads(result.stdout)
    assert content["targets"][0]["evidence"] == "10%"
    assert content["article"]["path"] == "news.txt"


def test_extract_reads_standard_input(fake):
    result = invoke("extract", "-", stdin="Reach 7%")
    assert json.loads(result.stdout)["targets"][0]["evidence"] == "7%"


def test_extract_jsonl_prints_a_line_per_article(fake, tmp_path):
    file = tmp_path / "many.jsonl"
    file.write_text('{"text": "1%"}\n{"text": "2%"}\nbroken\n', "utf-8")
    result = invoke("extract", file, "--format", "jsonl")
    assert [json.loads(line)["targets"][0]["evidence"] for line in result.stdout.splitlines()] == ["1%", "2%"]
    assert result.exit_code == 1
    assert "bad_json" in result.stderr


def test_extract_table_shows_facts(fake, article):
    assert "economic_growth" in invoke("extract", article, "--format", "table").stdout


def test_extract_says_why_an_article_cannot_be_read(fake, tmp_path):
    (tmp_path / "empty.txt").write_text("", "utf-8")
    result = invoke("extract", tmp_path / "empty.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "empty" in result.stderr


def test_explain_shows_spans_rules_and_the_fate_of_every_number(fake, article):
    text = invoke("explain", article).stdout
    assert "10%[T1]" in text
    assert "fake.percent" in text
    assert "1 used, 0 refused, 1 unclaimed" in text
    assert "\x1b" not in text


def test_explain_html_escapes_the_article(fake, article):
    page = invoke("explain", article, "--format", "html").stdout
    assert "<mark" in page and "10%</mark>" in page
    assert "<b>" not in page and "&lt;b&gt;" in page


def test_validate_reports_and_obeys_the_floor(fake, article, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    expected = {"article": {"language": "xx"}, "targets": []}
    article.with_suffix(".expected.json").write_text(json.dumps(expected), "utf-8")
    assert invoke("validate", article.parent).exit_code == 0
    low = invoke("validate", article.parent, "--min-f1", "0.9", "--format", "json")
    assert low.exit_code == 1
    assert json.loads(low.stdout)["findings"][0]["kind"] == "spurious"
    assert "below the floor of 0.9" in low.stderr
    assert invoke("validate", article.parent, "--update").exit_code == 0
    assert article.with_suffix(".proposed.json").is_file()


def test_schema_in_every_format():
    table, markdown = invoke("schema"), invoke("schema", "--format", "markdown")
    content = json.loads(invoke("schema", "--format", "json").stdout)
    value = next(c for c in content["tables"]["targets"]["columns"] if c["name"] == "value")
    assert value["type"] == "decimal(38, 9)"
    assert "one quantified goal" in table.stdout or "quantified goal" in table.stdout
    assert "| `evidence` | string | no |" in markdown.stdout


def test_the_data_dictionary_in_the_docs_is_the_generated_one():
    page = (ROOT / "docs" / "data-dictionary.md").read_text("utf-8")
    assert page == invoke("schema", "--format", "markdown").stdout, "run: make docs"


def test_version_and_completion():
    assert invoke("--version").stdout.startswith("govextract ")
    shown = shell("--show-completion", env={**os.environ, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"})
    assert shown.returncode in (0, 1, 2)
    assert "--install-completion" in invoke("--help").stdout


def test_help_documents_exit_codes():
    for command in ("run", "extract", "explain", "validate", "schema"):
        text = invoke(command, "--help").stdout
        assert "Exit codes" in text, command
        assert "2 could not run" in " ".join(text.split()), command


@pytest.mark.parametrize("arguments", ["['--help']", "['run', '--help']", "['--version']"])
def test_help_does_not_wait_for_heavy_libraries(arguments):
    code = (
        f"import sys; sys.argv[1:] = {arguments}\n"
        "from govextract.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'spacy', 'pandas', 'torch', 'pyarrow', 'stanza', 'trafilatura'} & set(sys.modules)))\n"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.splitlines()[-1] == "[]"


def on_a_terminal(*arguments: object, **environment: str) -> str:
    """What the command writes to stderr when that is a terminal."""
    parent, child = pty.openpty()
    env = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "CI")}
    env |= {"TERM": "xterm-256color", "COLUMNS": "120", **environment}
    with subprocess.Popen([*GOVEXTRACT, *map(str, arguments)], stdout=child, stderr=child, env=env) as process:
        os.close(child)
        chunks = []
        try:
            while chunk := os.read(parent, 4096):
                chunks.append(chunk)
        except OSError:  # Linux says so when the terminal closes
            pass
        process.wait()
    os.close(parent)
    return b"".join(chunks).decode()


COLOUR = re.compile(r"\x1b\[[0-9;]*\b(?:3[0-7]|9[0-7]|4[0-7]|10[0-7])m")


def test_colour_on_a_terminal_unless_no_color():
    article = next((ROOT / "fixtures").rglob("*.txt"))
    assert COLOUR.search(on_a_terminal("explain", article))
    assert not COLOUR.search(on_a_terminal("explain", article, NO_COLOR="1"))


def test_progress_bar_on_a_terminal_only(article, tmp_path):
    bar = "Extracting"
    assert bar in on_a_terminal("run", article.parent, "--out", tmp_path / "out")
    assert bar not in shell("run", article.parent, "--out", tmp_path / "out").stderr
