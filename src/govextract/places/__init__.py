"""Places: what provinces are called, which one an article is about, what became of them in 2025."""

from govextract.places.about import article_place
from govextract.places.finder import find_places
from govextract.places.forms import fold_name
from govextract.places.gazetteer import Place, PlaceMention, Places, load_places

__all__ = ["Place", "PlaceMention", "Places", "article_place", "find_places", "fold_name", "load_places"]
