"""Reads provinces out of URLs: a name in the path's slug, or the host of a local paper or authority."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_PAPER = "bao"
_SHORTEST_PREFIX = 6
"""Letters a compact name needs before other letters may follow it in a host label."""


@dataclass(frozen=True, slots=True)
class SlugReader:
    """Names in the forms that URLs use. ``weak`` ones are also ordinary words once they lost their marks."""

    phrases: Mapping[str, str]
    compact: Mapping[str, str]
    hosts: Mapping[str, str]
    weak: frozenset[str]
    introducers: frozenset[str]
    stops: tuple[str, ...]

    @classmethod
    def build(cls, forms: Mapping[str, Sequence[tuple[str, str]]]) -> SlugReader:
        """Make a reader from folded unmarked forms and their codes, by kind of form."""
        names = [*forms.get("name", ()), *forms.get("town", ())]
        phrases: dict[str, str] = {}
        for form, code in names:
            phrases.setdefault(_slug(form), code)
        return cls(
            phrases=MappingProxyType(phrases),
            compact=MappingProxyType({_slug(form).replace("-", ""): code for form, code in forms.get("name", ())}),
            hosts=MappingProxyType(dict(forms.get("host", ()))),
            weak=frozenset(form for form, _ in forms.get("weak", ())),
            introducers=frozenset(form for form, _ in forms.get("introducer", ())),
            stops=tuple(_slug(form) for form, _ in forms.get("stop", ())),
        )

    def from_path(self, url: str) -> str | None:
        """The one province that the path names; of several, the one that opens the slug, else none."""
        for segment in reversed(_split(url)[1].split("/")):
            found = list(self._in_segment(_slug(unquote(segment).lower())))
            codes = {code for _, code in found}
            if len(codes) == 1 or (found and found[0][0] == 0):
                return found[0][1]
        return None

    def from_host(self, url: str) -> str | None:
        """The province whose paper or authority runs the host."""
        host, _ = _split(url)
        for suffix, owner in self.hosts.items():
            if "." in suffix and (host == suffix or host.endswith("." + suffix)):
                return owner
        labels = (self._from_label(label.replace("-", "")) for label in host.split(".")[:-1])
        return next((code for code in labels if code), None)

    def _in_segment(self, slug: str) -> Iterator[tuple[int, str]]:
        tokens = slug.split("-")
        position = 0
        while position < len(tokens):
            size = next((n for n in range(5, 0, -1) if self._known("-".join(tokens[position : position + n]))), 1)
            phrase = "-".join(tokens[position : position + size])
            free = phrase not in self.weak or position == 0 or self._introduced(tokens[:position])
            if phrase in self.phrases and phrase not in self.stops and free:
                yield position, self.phrases[phrase]
            position += size

    def _known(self, phrase: str) -> bool:
        return phrase in self.phrases or phrase in self.stops

    def _introduced(self, before: Sequence[str]) -> bool:
        return before[-1] in self.introducers or "-".join(before[-2:]) in self.introducers

    def _from_label(self, label: str) -> str | None:
        if label in self.hosts:
            return self.hosts[label]
        name = label.removeprefix(_PAPER)
        if name in self.compact or label in self.compact:
            return self.compact.get(name) or self.compact[label]
        prefixes = [known for known in self.compact if len(known) >= _SHORTEST_PREFIX and name.startswith(known)]
        return self.compact[max(prefixes, key=len)] if prefixes else None


def _split(url: str) -> tuple[str, str]:
    """Host and path; both empty when the URL is malformed, for then it names no province."""
    try:
        parts = urlsplit(url if "//" in url else "//" + url)
        return (parts.hostname or "").lower(), parts.path
    except ValueError:
        return "", ""


def _slug(text: str) -> str:
    return _NOT_SLUG.sub("-", text).strip("-")
