"""Times that a result and its plan, a month and the months since January, have apart."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fact_kit import facts
from govextract.article import Article

VISITORS = "tourist_arrivals"


@pytest.mark.parametrize(
    "text",
    [
        "Ha Long, 5/11/2025 - In 10 months of 2025, Quang Ninh received 18.4 million visitors, with an annual plan of 20 million.",
        "Hạ Long, 5/11/2025 - 10 tháng năm 2025, Quảng Ninh đón 18,4 triệu lượt khách (kế hoạch năm 20 triệu lượt).",
        "Халонг, 5/11/2025 - За 10 місяців 2025 року Куангнінь прийняла 18,4 млн туристів при річному плані 20 млн.",
    ],
)
def test_an_annual_plan_is_of_the_year_and_the_result_of_its_months(extractor, text):
    found = facts(extractor, text)
    assert found["result", VISITORS, Decimal(18_400_000)].period == "2025-01/2025-10"
    assert found["goal", VISITORS, Decimal(20_000_000)].period == "2025"


@pytest.mark.parametrize(
    "text",
    [
        "Can Tho, 2/10/2025 - In 9 months exports came to 3.41 billion USD against a plan of 4.9 billion USD for the whole year;"
        " retail sales increased by 14.6%.",
        "Cần Thơ, 2/10/2025 - 9 tháng, xuất khẩu đạt 3,41 tỷ USD so với kế hoạch 4,9 tỷ USD của cả năm; bán lẻ tăng 14,6%.",
    ],
)
def test_the_year_of_a_plan_is_not_that_of_the_results_behind_it(extractor, text):
    assert facts(extractor, text)["result", "retail_sales_growth", Decimal("14.6")].period == "2025-01/2025-09"


@pytest.mark.parametrize(
    "text",
    [
        "Ha Long, 5/11/2025 - From the beginning of the year to the end of October, Quang Ninh welcomed 18.4 million visitors.",
        "Hạ Long, 5/11/2025 - Từ đầu năm đến hết tháng 10, Quảng Ninh đón 18,4 triệu lượt khách.",
        "Халонг, 5/11/2025 - З початку року до кінця жовтня Куангнінь прийняла 18,4 млн туристів.",
    ],
)
def test_from_the_beginning_of_the_year_to_a_month(extractor, text):
    assert facts(extractor, text)["result", VISITORS, Decimal(18_400_000)].period == "2025-01/2025-10"


@pytest.mark.parametrize(
    "text",
    [
        "Thai Nguyen, 6/10/2025 - Exports in September reached 2.61 billion USD; in 9 months they were 21.7 billion USD.",
        "Thái Nguyên, 6/10/2025 - Kim ngạch xuất khẩu tháng 9 đạt 2,61 tỷ USD; lũy kế 9 tháng 21,7 tỷ USD.",
        "Тхайнгуєн, 6/10/2025 - Експорт у вересні досяг 2,61 млрд доларів; накопичено за 9 місяців – 21,7 млрд доларів.",
    ],
)
def test_a_month_and_the_sum_of_the_months(extractor, text):
    found = facts(extractor, text)
    assert found["result", "export_turnover", Decimal(2_610_000_000)].period == "2025-09"
    assert found["result", "export_turnover", Decimal(21_700_000_000)].period == "2025-01/2025-09"


@pytest.mark.parametrize(
    "text",
    [
        "Hue, 3/12/2025 - In 2026 the City strives for GRDP growth of 10% or more (2025: 9.06%).",
        "Huế, 3/12/2025 - Năm 2026, thành phố phấn đấu GRDP tăng từ 10% trở lên (năm 2025: 9,06%).",
        "Хюе, 3/12/2025 - У 2026 році місто прагне зростання GRDP на 10% або більше (2025: 9,06%).",
    ],
)
def test_the_level_of_this_year_beside_a_goal_for_the_next(extractor, text):
    found = facts(extractor, text)
    assert found["goal", "economic_growth", Decimal(10)].period == "2026"
    assert found["result", "economic_growth", Decimal("9.06")].period == "2025"


@pytest.mark.parametrize(
    "text",
    [
        "Hue, 3/12/2025 - In 2025, exports reached 1.6 billion USD against a plan of 1.5 billion.",
        "Хюе, 3/12/2025 - У 2025 році експорт сягнув 1,6 млрд доларів США за плану 1,5 млрд.",
    ],
)
def test_a_plan_leaves_out_the_currency_of_its_result(extractor, text):
    assert facts(extractor, text)["goal", "export_turnover", Decimal(1_500_000_000)].unit == "USD"


def test_a_scaled_count_behind_money_stays_a_count(extractor):
    text = "Hue, 3/12/2025 - In 2025, tourism revenue reached 12,400 billion VND and visitors 5.98 million (plan: 5.8 million)."
    assert facts(extractor, text)["goal", VISITORS, Decimal(5_800_000)].unit == "count"


def test_a_deadline_of_the_next_winter(extractor):
    text = "Ca Mau, 10/12/2025 - Disbursement stood at 78.4% on November 30; the chairman wants it at 95% by the end of January."
    assert facts(extractor, text)["goal", "public_investment_disbursement", Decimal(95)].period == "2026-01"


@pytest.mark.parametrize(
    "text",
    [
        "Tay Ninh, 1/1/2026 - From July 1 to December 25, 94.7% of dossiers were settled on time.",
        "Tây Ninh, 1/1/2026 - Từ 1/7 đến 25/12, 94,7% hồ sơ được giải quyết đúng hạn.",
    ],
)
def test_months_of_last_year_told_on_new_years_day(extractor, text):
    assert facts(extractor, text)["result", "on_time_rate", Decimal("94.7")].period == "2025-07/2025-12"


@pytest.mark.parametrize(
    "text",
    [
        "Can Tho, 28/8/2025 - The city wants to raise the rate of online dossiers to at least 90% by 2026. This rate is now 76.9%.",
        "Cần Thơ, 28/8/2025 - Thành phố muốn nâng tỷ lệ hồ sơ trực tuyến lên ít nhất 90% năm 2026. Hiện nay tỷ lệ này là 76,9%.",
        "Кантхо, 28/8/2025 - Місто хоче підняти частку онлайн-записів щонайменше до 90% до 2026 року. Зараз цей показник – 76,9%.",
    ],
)
def test_this_rate_is_the_one_spoken_of(extractor, text):
    assert ("result", "online_submission_rate", Decimal("76.9")) in facts(extractor, text)


def test_imports_are_no_exports(extractor):
    text = "Long An, 12/9/2025 - In eight months exports were up 12.1% to 6.4 billion USD, imports up 9% to 4.8 billion USD."
    values = {value for _, code, value in facts(extractor, text) if code == "export_turnover"}
    assert values == {Decimal(6_400_000_000)}


@pytest.mark.parametrize(
    "text",
    [
        "Gia Lai, 20/10/2025 - The Prime Minister assigned the province 3,700 social housing units for 2025; it is building 1,850.",
        "Gia Lai, 20/10/2025 - Thủ tướng giao tỉnh 3.700 căn nhà ở xã hội năm 2025; tỉnh đang xây 1.850 căn.",
    ],
)
def test_what_is_being_built_is_neither_goal_nor_result(extractor, text):
    assert {value for _, _, value in facts(extractor, text)} == {Decimal(3700)}


def test_decisions_are_of_the_council_that_the_article_speaks_of(extractor):
    text = "Житомир, 17 липня 2025 року. Сесія Житомирської обласної ради.\n\nУхвалено рішення № 1216 від 17.07.2025 про бюджет.\n"
    (row,) = extractor.extract(Article(text)).resolutions
    assert (row.issuer, row.issuer_place) == ("provincial_peoples_council", "UA-18")
