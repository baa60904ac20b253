"""Numbers of what has not been reached are not of the indicator that the clause denies."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fact_kit import facts


@pytest.mark.parametrize(
    ("text", "indicator", "value"),
    [
        ("On July 2, 2025 Kon Tum province reported that 6% of households do not yet use clean water.", "clean_water_rate", 6),
        ("On July 2, 2025 Kon Tum province reported that 22 communes have not met new rural standards.", "new_rural_communes", 22),
        ("Ngày 2/7/2025, tỉnh Kon Tum cho biết còn 22 xã chưa đạt chuẩn nông thôn mới.", "new_rural_communes", 22),
        ("2 липня 2025 року провінція Контум повідомила, що 31% громадян не задоволені послугами.", "satisfaction_rate", 31),
    ],
)
def test_what_is_denied_is_not_told(extractor, text, indicator, value):
    assert not [key for key in facts(extractor, f"In brief\n\n{text}\n") if key[1:] == (indicator, Decimal(value))]


@pytest.mark.parametrize(
    ("text", "indicator", "value"),
    [
        ("On July 2, 2025 Kon Tum province reported that 94% of rural households use clean water, not all from wells.",
         "clean_water_rate", 94),
        ("Ngày 2/7/2025, tỉnh Kon Tum cho biết đã có 61% phí được thanh toán trực tuyến không dùng tiền mặt.",
         "online_payment_rate", 61),
    ],
)  # fmt: skip
def test_what_the_clause_does_not_deny_stays(extractor, text, indicator, value):
    assert ("result", indicator, Decimal(value)) in facts(extractor, f"In brief\n\n{text}\n")
