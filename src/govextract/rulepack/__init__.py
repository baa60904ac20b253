"""Rule packs: everything a language knows, as validated data."""

from govextract.rulepack.loader import PackError, load_pack, load_packs, pack_codes
from govextract.rulepack.schema import Group, Numbers, Pack, PeriodRule

__all__ = ["Group", "Numbers", "Pack", "PackError", "PeriodRule", "load_pack", "load_packs", "pack_codes"]
