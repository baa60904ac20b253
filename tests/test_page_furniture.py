"""What a page prints around an article does not change its facts: menus, counters, links, comments and imprints."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from govextract.article import Article
from govextract.dataset.rows import to_rows
from govextract.pipeline import Extractor
from govextract.read import read_bytes
from govextract.validate.compare import TABLES, key

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
ARTICLES = {
    "en": ("quang-ninh-half-year-before-storm", "bac-giang-social-housing-keys-in-hand"),
    "vi": ("quang-ninh-private-economy-action-plan", "hoa-binh-health-insurance-assignment"),
    "uk": ("industry-trade-ministry-simplification", "da-nang-digital-data-scraped-page"),
}

HEADS = {
    "en": [
        "Home | Politics | Society | Economy\nViews: 2.318\n",
        "Home\nPolitics\nSociety\nEconomy\nSearch\nSign in\n",
        "Home > News > Provinces\nFont size A- A A+\nShare: Facebook | Zalo | Copy link\nListen to the article 4:32\n",
        "Hotline: 0204.3856.624 | Email: office@example.org\n3,214 views\n",
        "HOT NEWS\nTyphoon No. 12 strengthens to level 13\nGold price drops 500 thousand VND\nMENU\n",
        "Skip to content\nVietnamese English\nToday 27°C, humidity 78%\nUSD 25,412  EUR 29,112\n",
    ],
    "vi": [
        "Trang chủ | Chính trị | Xã hội | Kinh tế\nLượt xem: 2.318\n",
        "Trang chủ\nChính trị\nXã hội\nKinh tế\nTìm kiếm\nĐăng nhập\n",
        "Trang chủ > Tin tức > Địa phương\nCỡ chữ A- A A+\nChia sẻ: Facebook | Zalo | Sao chép liên kết\nNghe đọc bài 4:32\n",
        "Đường dây nóng: 0204.3856.624 | Email: office@example.org\n3.214 lượt xem\n",
        "TIN NÓNG\nBão số 12 mạnh lên cấp 13\nGiá vàng giảm 500 nghìn đồng\nMENU\n",
        "Chuyển đến nội dung\nTiếng Việt English\nHôm nay 27°C, độ ẩm 78%\nUSD 25.412  EUR 29.112\n",
    ],
    "uk": [
        "Головна | Політика | Суспільство | Економіка\nПерегляди: 2.318\n",
        "Головна\nПолітика\nСуспільство\nЕкономіка\nПошук\nУвійти\n",
        "Головна > Новини > Провінції\nРозмір шрифту A- A A+\nПоділитися: Facebook | Zalo\nСлухати статтю 4:32\n",
        "Гаряча лінія: 0204.3856.624 | Email: office@example.org\n3 214 переглядів\n",
        "ГАРЯЧІ НОВИНИ\nТайфун № 12 посилюється до 13 рівня\nЦіна на золото падає на 500 тисяч донгів\nМЕНЮ\n",
        "Перейти до вмісту\nВʼєтнамська English\nСьогодні 27°C, вологість 78%\nUSD 25 412  EUR 29 112\n",
    ],
}
OTHERS = {
    "en": [
        "Lang Son: 100% of dossiers received online",
        "Public investment disbursement reaches 61.5% after nine months",
        "Decision 412/QD-UBND on land prices from January 1, 2026",
        "GRDP of Ca Mau to grow by 9.2% in 2026",
        "1,804 full-process online public services in Hue",
    ],
    "vi": [
        "Lạng Sơn: 100% hồ sơ được tiếp nhận trực tuyến",
        "Giải ngân vốn đầu tư công đạt 61,5% sau chín tháng",
        "Quyết định số 412/QĐ-UBND về giá đất từ ngày 1/1/2026",
        "GRDP Cà Mau phấn đấu tăng 9,2% năm 2026",
        "Huế cung cấp 1.804 dịch vụ công trực tuyến toàn trình",
    ],
    "uk": [
        "Лангшон: 100% справ прийнято онлайн",
        "Освоєння державних інвестицій сягнуло 61,5% за дев'ять місяців",
        "Рішення № 412/QĐ-UBND про ціни на землю з 1 січня 2026 року",
        "ВРП Камау зросте на 9,2% у 2026 році",
        "Хюе надає 1.804 онлайн-послуги повного циклу",
    ],
}
TITLES = {
    "en": ["Related news", "Most read", "You may be interested in", "Latest",
           "News in focus", "Other articles:", "Older news", "Read next",
           "In the same topic", "Suggested for you", "Next article", "Must read"],
    "vi": ["Tin liên quan", "TIN CÙNG CHUYÊN MỤC", "Các tin khác", "Có thể bạn quan tâm", "Tiêu điểm", "Xem thêm", "Tin cũ hơn",
           "Đừng bỏ lỡ", "Bài cùng tác giả", "Gợi ý cho bạn", "Bài tiếp theo", "Các bài đã đăng"],
    "uk": ["Пов'язані новини", "У тій самій категорії", "Вам може бути цікаво", "У фокусі", "Інші статті:", "Ще в цьому розділі",
           "Старіші новини", "На цю ж тему", "Популярне", "Вибір редакції", "Наступна стаття", "Читайте також"],
}  # fmt: skip
TAILS = {
    "en": [
        "Comments (2)\nTran Van B: Fees should be cut by 50% as elsewhere. (13/11, 20:41)\n",
        "Tags: online public services, 100%\nTotal visits: 12,480,221\nOnline: 318\n",
        "License No. 148/GP-BTTTT of 23/3/2020. Editor in chief: (0204) 3854.318\n© 2025 Newspaper. All rights reserved.\n",
    ],
    "vi": [
        "Bình luận (2)\nTrần Văn B: Nên giảm phí 50% như nơi khác. (13/11, 20:41)\n",
        "Từ khóa: dịch vụ công trực tuyến, 100%\nTổng lượt truy cập: 12.480.221\nĐang online: 318\n",
        "Giấy phép số 148/GP-BTTTT cấp ngày 23/3/2020. Tổng biên tập: (0204) 3854.318\n© 2025 Báo điện tử.\n",
    ],
    "uk": [
        "Коментарі (2)\nЧан Ван Б: Збори слід скоротити на 50%, як деінде. (13/11, 20:41)\n",
        "Теги: онлайн-послуги, 100%\nУсього відвідувань: 12 480 221\nОнлайн: 318\n",
        "Ліцензія № 148/GP-BTTTT від 23.03.2020. Головний редактор: (0204) 3854.318\n© 2025 Газета. Усі права захищено.\n",
    ],
}
LINKS = {
    "en": ["Read more: {}", "See also: {}", ">>> {}", "Related: {}", "[Video] {}", "Also read: {}"],
    "vi": ["Xem thêm: {}", "Đọc thêm: {}", ">>> {}", "Tin liên quan: {}", "[Video] {}", "Mời đọc: {}"],
    "uk": ["Читайте також: {}", "Дивіться також: {}", ">>> {}", "Пов'язане: {}", "[Відео] {}", "Також читайте: {}"],
}
PRINTED = ["{text}", "• {text} ({number}/11)", "{number}. {text}", "{text}\n12/11/2025 05:{number}", "- {text}"]


@cache
def extractor() -> Extractor:
    return Extractor()


@cache
def facts(text: str) -> frozenset[tuple[object, ...]]:
    """The keys of all facts of an article."""
    (article,) = read_bytes(text.encode("utf-8"), "article.txt")
    assert isinstance(article, Article)
    rows = to_rows(extractor().extract(article))
    return frozenset((table, *key(table, row)) for table in TABLES for row in rows[table])


def others(language: str, style: int) -> str:
    """Headlines of other articles, one of which tells a target, one a result, one a service count and one a document."""
    printed = PRINTED[style % len(PRINTED)]
    return "\n".join(printed.format(text=text, number=10 + index) for index, text in enumerate(OTHERS[language])) + "\n"


def printed_around(language: str, text: str) -> list[str]:
    body = text.strip()
    tails = TAILS[language]
    pages = [f"{head}\n{body}\n" for head in HEADS[language]]
    for index, title in enumerate(TITLES[language]):
        pages.append(f"{body}\n\n{title}\n{others(language, index)}")
        pages.append(f"{body}\n\n{tails[index % 3]}{title}\n{others(language, index + 2)}{tails[(index + 1) % 3]}")
    return pages


def linked_within(language: str, text: str) -> list[str]:
    """The article with a link to another one in its middle."""
    lines = text.strip().split("\n")
    paragraphs = [index for index, line in enumerate(lines) if len(line) > 200]
    middle = paragraphs[len(paragraphs) // 2] + 1
    links = [link.format(OTHERS[language][index % 5]) for index, link in enumerate(LINKS[language])]
    return ["\n".join([*lines[:middle], "", link, "", *lines[middle:]]) for link in links]


@pytest.mark.parametrize(("language", "name"), [(language, name) for language, names in ARTICLES.items() for name in names])
@pytest.mark.parametrize("furnish", [printed_around, linked_within], ids=lambda furnish: furnish.__name__)
def test_page_furniture_changes_no_fact(language, name, furnish):
    text = (FIXTURES / language / f"{name}.txt").read_text("utf-8")
    expected = facts(text)
    pages = furnish(language, text)
    assert expected
    assert pages
    for page in pages:
        assert facts(page) == expected, page


@pytest.mark.parametrize("language", OTHERS)
def test_the_links_tell_facts_where_they_are_no_furniture(language):
    told = facts("".join(f"{text}.\n\n" for text in OTHERS[language]))
    assert {fact[0] for fact in told} >= {"targets", "observations", "services", "resolutions"}
