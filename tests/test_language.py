"""Which language an article is in: right on real articles, on noise, on short texts, and never a guess for others."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from govextract.language import Detector, LanguagesError, detect, load_languages
from govextract.resources import resource_dir

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT.parent / "shared" / "gold"

ENGLISH = (
    "The province has set a target of 10% growth for 2025 and will provide 837 online public services, "
    "which is more than the year before."
)
VIETNAMESE = "Tỉnh phấn đấu tăng trưởng 10% trong năm 2025 và cung cấp 837 dịch vụ công trực tuyến toàn trình."
UKRAINIAN = "Провінція прагне досягти зростання на 10% у 2025 році та надає 837 онлайн-послуг повного циклу."


def test_gold_languages_are_all_right() -> None:
    expected = sorted(GOLD.rglob("*.expected.json"))
    if not expected:
        pytest.skip("gold articles are not here")
    wrong = []
    for file in expected:
        article = file.with_name(file.name.replace(".expected.json", ".txt"))
        found = detect(article.read_text(encoding="utf-8")).language
        if found != json.loads(file.read_text(encoding="utf-8"))["article"]["language"]:
            wrong.append((article.name, found))
    assert wrong == []


def test_fixture_languages_are_all_right() -> None:
    articles = sorted((ROOT / "fixtures").rglob("*.txt"))
    wrong = [a.name for a in articles if detect(a.read_text(encoding="utf-8")).language != a.parent.name]
    assert articles and wrong == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (VIETNAMESE, "vi"),
        (UKRAINIAN, "uk"),
        ("GRDP growth of 10% in 2025", "en"),
        ("Phấn đấu giải ngân 100% vốn", "vi"),
        ("надано 837 онлайн-послуг повного циклу", "uk"),
    ],
)
def test_plain_texts_and_single_phrases(text: str, language: str) -> None:
    found = detect(text)
    assert found.language == language
    assert 0.7 <= found.confidence <= 1


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (UKRAINIAN, "uk")])
def test_a_vietnamese_menu_does_not_make_an_article_vietnamese(text: str, language: str) -> None:
    menu = "Vietnam.vn - Nền tảng quảng bá Việt Nam\nTrang chủ\nThời sự\nChính trị\nKinh tế\n"
    footer = "\nNguồn: https://bao.vn/bai-viet-1.html\nBình luận (0)\nCùng chuyên mục\n"
    assert detect(menu + text + footer).language == language


def test_english_full_of_marked_vietnamese_names_is_english() -> None:
    text = "Chairman Phạm Văn Thịnh, Vice Chairman Nguyễn Việt Oanh and Đỗ Thị Lan of Lạng Sơn visited Bắc Giang"
    assert detect(text).language == "en"


def test_vietnamese_typed_without_marks_is_vietnamese() -> None:
    plain = VIETNAMESE.replace("đ", "d").replace("Đ", "D")
    unmarked = "".join(ch for ch in unicodedata.normalize("NFD", plain) if not unicodedata.combining(ch))
    assert unmarked.isascii()
    assert detect(unmarked).language == "vi"


def test_decomposed_letters_count_like_composed_ones() -> None:
    assert detect(unicodedata.normalize("NFD", VIETNAMESE)) == detect(VIETNAMESE)


@pytest.mark.parametrize(
    "text",
    [
        "Премьер-министр объявил во вторник, что правительство выделит три миллиарда на услуги.",
        "Прэм'ер-міністр абвясціў у аўторак, што ўрад выдзеліць тры мільярды рублёў на мадэрнізацыю дзяржаўных паслуг.",
        "Премиерът обяви във вторник, че правителството ще отдели три милиарда евро за модернизация на услугите.",
        "Le ministre a annoncé mardi que le gouvernement va consacrer trois milliards d'euros aux services publics.",
        "De minister-president heeft dinsdag aangekondigd dat de regering drie miljard euro wil besteden.",
        "Premier zapowiedział we wtorek, że rząd przeznaczy trzy miliardy złotych na modernizację. To jest ważne.",
        "Perdana menteri mengumumkan pada hari Selasa bahwa pemerintah akan mengalokasikan tiga miliar untuk layanan.",
        "总理周二宣布,政府将拨款三十亿用于公共服务现代化。",
    ],
)
def test_unsupported_languages_are_undetermined(text: str) -> None:
    assert detect(text).language == "und"


@pytest.mark.parametrize("text", ["", " \n", "12 345 - 2025 %", "https://example.org/the-of-and"])
def test_a_text_without_words_is_undetermined_with_no_confidence(text: str) -> None:
    found = detect(text)
    assert (found.language, found.confidence) == ("und", 0.0)


def test_the_verdict_of_langdetect_is_repeatable() -> None:
    doubtful = "Kon Tum, Gia Lai: 837 dich vu truc tuyen"
    assert len({detect(doubtful) for _ in range(5)}) == 1


def test_clear_cases_need_no_heavy_library() -> None:
    code = (
        "import sys; from govextract.language import detect\n"
        f"assert [detect(t).language for t in {(ENGLISH, VIETNAMESE, UKRAINIAN)!r}] == ['en', 'vi', 'uk']\n"
        "assert not {'langdetect', 'spacy', 'pandas', 'trafilatura'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"})


def test_a_language_is_added_by_data_alone(tmp_path: Path) -> None:
    toy = tmp_path / "languages.yaml"
    toy.write_text("qtt: {name: Toy, script: Latn, words: [zu, blik, omto]}\n", encoding="utf-8")
    detector = Detector(load_languages(resource_dir("rules") / "languages.yaml", toy))
    assert detector.detect("Omto provinta zu targeto blik 10% omto 2025.").language == "qtt"
    assert detector.detect(ENGLISH).language == "en"


@pytest.mark.parametrize(
    ("entry", "named"),
    [
        ("qtt: {name: Toy, script: Latin}", "qtt.script"),
        ("qtt: {script: Latn}", "qtt.name"),
        ("qtt: {name: Toy, script: Latn, wrods: []}", "qtt.wrods"),
        ("- qtt", "mapping"),
    ],
)
def test_a_wrong_languages_file_is_named_with_its_key(tmp_path: Path, entry: str, named: str) -> None:
    file = tmp_path / "languages.yaml"
    file.write_text(entry + "\n", encoding="utf-8")
    with pytest.raises(LanguagesError) as error:
        load_languages(file)
    assert str(file) in str(error.value) and named in str(error.value)
