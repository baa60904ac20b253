"""Name grammars: Vietnamese people and communes, Ukrainian people, and how each language prints them.

Only lists written for this project and the province names of ``data/places.csv`` (Unicode CLDR, see data/README.md).
Syllables are composed from onsets and rimes, so that the names of the corpora are mostly names of nobody and nowhere.
"""

from __future__ import annotations

import random

KINH = (
    "Nguyễn Nguyễn Nguyễn Trần Trần Lê Lê Phạm Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Cao Hà Trương "
    "Lương Mai Tạ Trịnh Đoàn Lâm Vương Thái Tô Phùng Đào Đồng Lưu Chu Kiều Quách Doãn Thân Tống Khổng Nghiêm Tăng La Âu"
).split()
MIDDLE = (
    "Văn Văn Thị Thị Hữu Đức Minh Ngọc Xuân Thanh Quốc Công Đình Kim Thu Hồng Anh Bá Duy Gia Hải Mạnh Viết Việt Tuấn Thế "
    "Quang Trọng Thành Bích Mỹ Phương Khắc Trung Như Tiến Hoài Cảnh Danh Đăng Tấn Tất Nhật Phúc Sỹ Thúy Diệu Hoàng"
).split()
GIVEN = (
    "An Anh Bình Chiến Cường Dũng Dung Duy Đạt Đông Đức Giang Hà Hạnh Hằng Hiền Hiếu Hoa Hòa Hùng Hưng Hương Khánh Kiên "
    "Lan Linh Loan Long Mai Minh Nam Nga Ngọc Nhung Phong Phú Phúc Phương Quân Quang Quý Quyền Sơn Tâm Thảo Thắng Thành "
    "Thủy Toàn Trang Trung Trường Tú Tuấn Tùng Tuyết Vân Vinh Vũ Xuân Yến Thọ Khang Bảo Châu Ngân Diệp Hậu Hoàn Lợi Lực "
    "Mạnh Nghĩa Nhân Oanh Sang Tài Tân Thanh Thịnh Thơ Thuận Thư Tín Trí Trinh Triều Ước Việt Vượng Vỹ Chính Chương Đoan"
).split()
HIGHLAND_FAMILY = (
    "Giàng Lò Vàng Sùng Hạng Thào Mùa Cứ Quàng Cà Điêu Lường Nông Triệu Bàn Phùng Hoàng Lầu Vừ Tẩn Chảo Lù Sồng Thạch Sơn "
    "Danh Kim Đinh Siu Rơ Ksor Kpă Rah Nay Niê Hồ Pơloong Bríu Alăng"
).split()
HIGHLAND_MIDDLE = "A A A Thị Thị Văn Seo Mí Láo Quốc Văn Xuân Y H' Láo".split()
HIGHLAND_GIVEN = (
    "Páo Sử Dính Chứ Lử Vừ Khua Pó Súa Tủa Lềnh Páng Mỷ Mai Sáng Dia Chơ Lầu Pùa Sênh Thào Tếnh Mo Ết Lả Hịa Phình Nủ Cở "
    "Ly Giông Hặc Tráng Chính Rêu Nhia Bơ Byă Drông Kbuôr Êban Thon Via Phương Ngoan Inh Hoan Biên Thương Panh Toán"
).split()
ONSETS = "b c ch d đ g gi h k kh l m n ng nh ph qu r s t th tr v x".split()
RIMES = (
    "a à ạ an ang àng ảng anh ành ánh ao áo au âu ầu ây ăn ăng ằng ắc ân ấn ập ê ế iên iền iêng iết inh ình ính in ít iu o ọ "
    "oa oà oan oang oi ói on òn ong òng óc ô ố ôn ồn ông ồng ộc ơ ờ ơn ơi u ú ù un ung ùng úc ui uân uôi uông ương ường ước "
    "ưa ứa y uy uyên uyết ia ìa ư ừng ưng ấp ạp át ạt ợp ẻ eo én ẹn ênh ệ ềm im âm ầm ấm am ám ôm"
).split()
HILL_HEADS = "Ia Đắk Ea Krông Chư Kon Mường Nậm Pác Tà Sín Háng Pú Hua Phìn Sủng Lũng Khau Na Nà Bản Chiềng Phiêng Cư Đạ".split()
PLAIN_HEADS = "Tân Vĩnh Phú Long Hòa Bình An Mỹ Thạnh Phước Đông Tây Nam Bắc Xuân Yên Kim Hưng Quảng Hải Hà Thượng Đại".split()
UK_FIRST_F = "Олена Ірина Наталія Оксана Марія Тетяна Ганна Юлія Світлана Катерина Людмила Дарина Софія Вікторія Леся".split()
UK_FIRST_M = "Андрій Сергій Олександр Іван Петро Микола Василь Юрій Тарас Богдан Дмитро Максим Роман Остап Лев Павло".split()
UK_ROOTS = (
    "Коваль Шевч Бойч Мельнич Ткач Крав Савч Поліщ Гриц Онищ Петр Семен Левч Клим Захар Марч Дем Яким Федор Гончар Лис "
    "Романч Тимош Стець Рудь Панас Юрч Данил Карп Назар"
).split()
UK_TAILS = "енко енко ук юк чук ський ський ко ець ів як ич ишин".split()


def pick(chance: random.Random, items: list[str]) -> str:
    """One of ``items``."""
    return items[chance.randrange(len(items))]


def syllable(chance: random.Random) -> str:
    """An invented syllable with a capital; now and then one without an onset."""
    onset = "" if chance.random() < 0.06 else pick(chance, ONSETS)
    rime = pick(chance, RIMES)
    if onset == "c" and rime[0] in "eêiyéẹẻếệềíìỉ":
        onset = "k"
    if onset == "qu" and rime[0] in "ouuưôơúùứừọóòồốờợộ":
        onset = "h"
    text = onset + rime
    return text[0].upper() + text[1:]


def person(chance: random.Random) -> str:
    """A full name of a Vietnamese citizen, of the majority or of a minority."""
    if chance.random() < 0.22:
        return _highlander(chance)
    kind = chance.random()
    middles = 0 if kind < 0.14 else 1 if kind < 0.8 else 2
    given = pick(chance, GIVEN) if chance.random() < 0.75 else syllable(chance)
    return " ".join([pick(chance, KINH), *(pick(chance, MIDDLE) for _ in range(middles)), given])


def _highlander(chance: random.Random) -> str:
    given = pick(chance, HIGHLAND_GIVEN) if chance.random() < 0.5 else syllable(chance)
    middle = pick(chance, HIGHLAND_MIDDLE)
    if middle == "H'":
        return f"H'{given} {pick(chance, HIGHLAND_FAMILY)}"
    family = pick(chance, HIGHLAND_FAMILY) if chance.random() < 0.7 else syllable(chance)
    return f"{family} {middle} {given}"


def pen_name(chance: random.Random) -> str:
    """How a byline names its author: two syllables, sometimes in capitals."""
    name = f"{pick(chance, MIDDLE + GIVEN)} {pick(chance, GIVEN)}"
    return name.upper() if chance.random() < 0.2 else name


def given(chance: random.Random) -> str:
    """A given name alone, as behind Mr. or chị."""
    return pick(chance, GIVEN) if chance.random() < 0.7 else syllable(chance)


def commune(chance: random.Random) -> str:
    """The name of an invented commune, hamlet, river or pass."""
    kind = chance.random()
    if kind < 0.3:
        return f"{pick(chance, PLAIN_HEADS)} {pick(chance, PLAIN_HEADS) if chance.random() < 0.4 else syllable(chance)}"
    if kind < 0.5:
        return f"{pick(chance, HILL_HEADS)} {syllable(chance)}"
    if kind < 0.56:
        return syllable(chance)
    size = 3 if kind > 0.94 else 2
    return " ".join(syllable(chance) for _ in range(size))


def ukrainian(chance: random.Random, case: str) -> str:
    """A Ukrainian citizen's first name and surname (the surname first now and then)."""
    woman = chance.random() < 0.45
    first = pick(chance, UK_FIRST_F if woman else UK_FIRST_M)
    last = pick(chance, UK_ROOTS) + pick(chance, UK_TAILS)
    if woman and last.endswith("ський"):
        last = last.removesuffix("ий") + "а"
    if case != "nom":
        first = _first_name(first, case)
        last = _surname(last, case, woman)
    return f"{first} {last}" if chance.random() < 0.9 else f"{last} {first}"


def _first_name(name: str, case: str) -> str:
    if name.endswith("ія"):
        return name[:-1] + {"gen": "ї", "dat": "ї", "acc": "ю", "ins": "єю", "loc": "ї"}[case]
    if name.endswith("а"):
        return name[:-1] + {"gen": "и", "dat": "і", "acc": "у", "ins": "ою", "loc": "і"}[case]
    if name.endswith("о"):
        return name[:-1] + {"gen": "а", "dat": "ові", "acc": "а", "ins": "ом", "loc": "ові"}[case]
    if name.endswith("ій"):
        return name[:-1] + {"gen": "я", "dat": "ю", "acc": "я", "ins": "єм", "loc": "єві"}[case]
    stem = name.removesuffix("ь")
    return stem + {"gen": "а", "dat": "ові", "acc": "а", "ins": "ом", "loc": "ові"}[case]


def _surname(name: str, case: str, woman: bool) -> str:
    if name.endswith("ська"):
        return name[:-1] + {"gen": "ої", "dat": "ій", "acc": "у", "ins": "ою", "loc": "ій"}[case]
    if name.endswith("ський"):
        return name[:-2] + {"gen": "ого", "dat": "ому", "acc": "ого", "ins": "им", "loc": "ому"}[case]
    if woman:
        return name
    if name.endswith("ко"):
        return name[:-1] + {"gen": "а", "dat": "у", "acc": "а", "ins": "ом", "loc": "у"}[case]
    if name.endswith("ів"):
        return name[:-2] + {"gen": "ова", "dat": "ову", "acc": "ова", "ins": "овим", "loc": "ову"}[case]
    stem = name[:-2] + "ц" if name.endswith("ець") else name
    return stem + {"gen": "а", "dat": "у", "acc": "а", "ins": "ом", "loc": "у"}[case]
