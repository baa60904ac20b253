"""Places: names found as people write them, and the province an article is about."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
import unicodedata
from pathlib import Path

import pytest

from govextract.places import PlaceMention, Places, article_place, find_places, fold_name, load_places

ROOT = Path(__file__).resolve().parent.parent
MERGER = dt.date(2025, 7, 1)


@pytest.fixture(scope="module")
def places() -> Places:
    return load_places(ROOT / "data")


def codes(text: str, places: Places, language: str) -> list[str]:
    return [mention.code for mention in find_places(text, places, language) if not places.is_country(mention.code)]


def test_fold_unifies_marks_of_punctuation_but_keeps_letters() -> None:
    assert fold_name("Д’ЄН\u00a0Б\u02bcЄН – Đắk") == "д'єн б'єн - đắk"
    assert len(fold_name("İstanbul")) == len("İstanbul")


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        ("VN-SG", "TP.HCM|TPHCM|TP Hồ Chí Minh|TP. Hồ Chí Minh|thành phố Hồ Chí Minh|HCM City|Ho Chi Minh City"),
        ("VN-HN", "Hanoi|Ha Noi|Hà Nội|HÀ NỘI"),
        ("VN-HP", "Hai Phong|Haiphong|Hải Phòng"),
        ("VN-DN", "Da Nang|Danang|Đà Nẵng"),
        ("VN-CT", "Can Tho|Cần Thơ"),
        ("VN-26", "Thua Thien Hue|Thừa Thiên - Huế|Thừa Thiên–Huế|Hue City|city of Hue|thành phố Huế|TP Huế|Huế"),
        ("VN-33", "Dak Lak|Daklak|Đắk Lắk|Đăk Lăk|Dac Lac"),
        ("VN-43", "Ba Ria - Vung Tau|Bà Rịa–Vũng Tàu|Ba Ria-Vung Tau|BR-VT"),
        ("VN-28", "Kon Tum|Kontum|KON TUM"),
        ("VN-14", "Hòa Bình|Hoà Bình|Hoa Binh"),
    ],
)
def test_latin_forms(code: str, forms: str, places: Places) -> None:
    for language in ("en", "vi", "uk"):
        for form in forms.split("|"):
            assert codes(f"({form}) 2025", places, language) == [code], form


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        ("VN-28", "Контум|Контуму|Контумі|Контумом|Кон Тум|Кон-Тум"),
        ("VN-13", "Куангнінь|Куангніні|Куангнінем|Куангніню|Куанг Нінь"),
        ("VN-63", "Ханам|Ха-Нам|Ха Нам"),
        ("VN-66", "Хунг Єн|Хунг-Єн|Хингʼєн|Хинг'єн|Хинг’єні"),
        ("VN-26", "Хюе|Гуе|Хуе|Хюй"),
        ("VN-DN", "Дананг|Дананзі|Да Нанг|Дананга"),
        ("VN-SG", "Хошимін|Хошиміні|місто Хошимін|місто Хо Ши Мін"),
        ("VN-HN", "Ханой|Ханоя|Ханої"),
        ("VN-HP", "Хайфон|Хайфонг|Хайфоні"),
        ("VN-71", "Дьєнб'єн|Д'єнб'єн|Дьєнбʼєні"),
        ("VN-39", "Донгнай|Донгнаї|Донг Най"),
        ("VN-57", "Біньзионг|Бінь Зионг|Біньдуонг"),
        ("VN-47", "Кьєнзянг|Кієнзянг"),
        ("VN-30", "Зялай|Жялай|Гіалай"),
        ("VN-21", "Тханьхоа|Тханьхоу|Тхань Хоа"),
        ("UA-71", "Черкащина|Черкащині|Черкаської області|Черкаська ОВА|ЧЕРКАСИ|Черкасах"),
        ("UA-46", "Львівщини|Львівській області|Львові"),
        ("UA-30", "Київ|Києві|КИЇВ"),
        ("UA-32", "Київщина|Київської області"),
    ],
)
def test_ukrainian_forms(code: str, forms: str, places: Places) -> None:
    for form in forms.split("|"):
        assert codes(f"у {form}, 2025", places, "uk") == [code], form


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("vì hòa bình và phát triển", "vi"),
        ("khu vực châu Á - Thái Bình Dương", "vi"),
        ("Phó Thủ tướng Nguyễn Hòa Bình", "vi"),
        ("tư tưởng Hồ Chí Minh", "vi"),
        ("Deputy PM Nguyen Hoa Binh", "en"),
        ("President Ho Chi Minh", "en"),
        ("a hue of blue, as long an hour", "en"),
        ("Nguyen Hue boulevard", "en"),
        ("дань ханам і султанам", "uk"),
        ("думки Хошиміна", "uk"),
        ("Ханамура", "uk"),
    ],
)
def test_what_only_looks_like_a_place(text: str, language: str, places: Places) -> None:
    assert codes(text, places, language) == []


def test_offsets_point_at_the_name(places: Places) -> None:
    text = "Сесія у Да\u00a0Нанзі та Đà Nẵng"
    assert [text[m.start : m.end] for m in find_places(text, places, "uk")] == ["Да\u00a0Нанзі", "Đà Nẵng"]


def test_towns_count_for_their_province_but_are_not_its_name(places: Places) -> None:
    (mention,) = find_places("phường Quy Nhơn Nam", places, "vi")
    assert (mention.code, mention.town) == ("VN-31", True)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://baoquangninh.vn/ba-dot-pha-chien-luoc-3353337.html", "VN-13"),
        ("https://daibieunhandan.vn/dak-lak-phat-dong-phong-trao-2025-10389453.html", "VN-33"),
        ("https://thanhnien.vn/grdp-tinh-dong-nai-nam-2025-1852.htm", "VN-39"),
        ("https://kontum.gov.vn/", "VN-28"),
        ("https://baobinhdinh.vn/viewer.aspx?mabb=327101", "VN-31"),
        ("baodienbienphu.vn/tin-bai/khat-vong-xanh", "VN-71"),
        ("https://baoquangtri.vn/lam-dong-hop-ban-190630.htm", "VN-35"),
        ("https://vin.gov.ua/news/1", "UA-05"),
        ("https://laodong.vn/thoi-su/danh-gia-lai-ket-qua-1555997.ldo", None),
        ("https://nhandan.vn/vi-hoa-binh-va-phat-trien.html", None),
        ("https://nhandan.vn/khu-vuc-thai-binh-duong.html", None),
        ("https://nhandan.vn/ket-noi-lam-dong-voi-khanh-hoa.html", None),
        ("https://vietnam.vn/uk/tin-tuc", None),
        ("https://[broken", None),
    ],
)
def test_from_slug(url: str, code: str | None, places: Places) -> None:
    assert places.from_slug(url) == code


def test_successors(places: Places) -> None:
    assert places.current("VN-28", MERGER) == "VN-29"
    assert places.current("VN-28", MERGER - dt.timedelta(days=1)) == "VN-28"
    assert places.current("VN-28", None) == "VN-28"
    assert places.is_former("VN-28", MERGER) and not places.is_former("VN-29", MERGER)
    assert places.name("VN-SG", "en") == "Ho Chi Minh City"


def test_places_agree_with_the_official_list(places: Places) -> None:
    with (ROOT / "data" / "vn_provinces.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    by_name = {row["name_vi"]: row["iso"] for row in rows}
    assert {row["iso"]: places.current(row["iso"], MERGER) for row in rows} == {
        row["iso"]: by_name[row["successor_vi"]] for row in rows
    }
    assert len({places.current(row["iso"], MERGER) for row in rows}) == 34
    assert sum(places.country(code) == "UA" for code in places.units) == 27 + 1
    assert {unit.kind for unit in places.units.values()} == {"country", "province", "region", "city"}


def test_every_unit_is_found_by_its_display_name(places: Places) -> None:
    for code in places.units:
        for language in places.languages():
            found = find_places(places.name(code, language), places, language)
            assert [mention.code for mention in found] == [code], (code, language)


def test_a_wrong_row_is_reported(tmp_path: Path) -> None:
    for file in (ROOT / "data").glob("places*.csv"):
        (tmp_path / file.name).write_text(file.read_text("utf-8"), "utf-8")
    with (tmp_path / "places_names.csv").open("a", encoding="utf-8") as names:
        names.write("VN-28,*,name,Hà Nội,\n")
    places = load_places(tmp_path)
    with pytest.raises(ValueError, match="Hà Nội"):
        places.names(places.languages()[0])


def test_headline_beats_a_list_of_others(places: Places) -> None:
    mentions = [PlaceMention("VN-49", 0, "headline"), *(PlaceMention(c, 90) for c in ("VN-35", "VN-01", "VN-02"))]
    assert article_place(mentions, None, None, None, places) == "VN-49"


def test_a_list_of_provinces_is_about_none(places: Places) -> None:
    mentions = [PlaceMention(code, 10 * i) for i, code in enumerate(("VN-46", "VN-67", "VN-01", "VN-02"))]
    assert article_place(mentions, None, None, None, places) is None


def test_the_capital_in_a_dateline_is_where_the_government_sits(places: Places) -> None:
    assert article_place([PlaceMention("UA-30", 0, "dateline")], None, None, None, places) is None
    assert article_place([PlaceMention("UA-46", 0, "dateline")], None, None, None, places) == "UA-46"


def test_url_and_title_alone_can_tell(places: Places) -> None:
    url = "https://daibieunhandan.vn/dak-lak-phat-dong-phong-trao.html"
    assert article_place([], None, url, None, places) == "VN-33"
    assert article_place([], "Контум підбиває підсумки", None, None, places) == "VN-28"
    assert article_place([], None, None, None, places) is None
    assert article_place([PlaceMention("VN-28", 900, "boilerplate")] * 9, None, None, None, places) is None


def test_towns_of_merged_provinces_follow_the_merger(places: Places) -> None:
    town = PlaceMention("VN-31", 10, town=True)
    assert article_place([town, PlaceMention("VN-30", 90)], None, None, None, places) == "VN-30"
    assert article_place([town, PlaceMention("VN-31", 90)], None, None, dt.date(2024, 5, 1), places) == "VN-31"


_FOOT = re.compile(r"^(source|nguồn|джерело|comment|bình luận|коментар)\b", re.IGNORECASE)


def _mentions(text: str, places: Places, language: str) -> list[PlaceMention]:
    found: list[PlaceMention] = []
    position = 0
    lines = text.split("\n")
    first = next(index for index, line in enumerate(lines) if line.strip())
    for index, line in enumerate(lines):
        if _FOOT.match(line.strip()):
            break
        zone = "headline" if index == first and len(line) < 200 else "body"
        for m in find_places(line, places, language, "headline" if zone == "headline" else "body"):
            found.append(PlaceMention(m.code, position + m.start, m.zone, position + m.end, m.town))
        position += len(line) + 1
    return found


_GOLD = [ROOT / "fixtures", ROOT.parent / "shared" / "gold"]


@pytest.mark.parametrize("folder", _GOLD, ids=lambda folder: folder.name)
def test_article_place_of_annotated_articles(folder: Path, places: Places) -> None:
    right: dict[str, list[bool]] = {}
    for expected in sorted(folder.rglob("*.expected.json")) if folder.exists() else []:
        article = json.loads(expected.read_text("utf-8"))["article"]
        source = expected.with_name(expected.name.replace(".expected.json", ".txt"))
        if "place" not in article or not source.exists():
            continue
        text = unicodedata.normalize("NFC", source.read_text("utf-8"))
        urls = re.findall(r"https?://[^\s)]+", text)
        on = dt.date.fromisoformat(article["event_on"]) if article.get("event_on") else None
        mentions = _mentions(text, places, article["language"])
        got = article_place(mentions, None, urls[-1] if urls else None, on, places)
        right.setdefault(article["language"], []).append(got == article["place"])
    if not right:
        pytest.skip("no annotated articles here")
    for language, hits in right.items():
        # The fixtures hold articles written to be hard, some of which name no province but a town or a ward.
        floor = 0.97 if len(hits) > 20 and folder.name != "fixtures" else 0.9
        assert sum(hits) / len(hits) >= floor, language
