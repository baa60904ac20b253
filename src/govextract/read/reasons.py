"""Why an input cannot be read: every reason code of the ``rejects`` table, and what the user can do about each."""

from __future__ import annotations

from enum import StrEnum

from govextract.records import Reject


class Reason(StrEnum):
    """Reason codes that the readers write to ``rejects.reason``."""

    NOT_FOUND = "not_found"
    NOT_A_FILE = "not_a_file"
    UNREADABLE = "unreadable"
    UNSUPPORTED = "unsupported"
    TOO_LARGE = "too_large"
    EMPTY = "empty"
    BINARY = "binary"
    UNKNOWN_ENCODING = "unknown_encoding"
    BAD_CHARACTERS = "bad_characters"
    BAD_JSON = "bad_json"
    NO_TEXT = "no_text"
    TOO_DEEP = "too_deep"
    BAD_ARCHIVE = "bad_archive"
    ENCRYPTED = "encrypted"
    NESTED_ARCHIVE = "nested_archive"
    ARCHIVE_LIMIT = "archive_limit"
    HTTP_STATUS = "http_status"


ADVICE: dict[Reason, str] = {
    Reason.NOT_FOUND: "check the path",
    Reason.NOT_A_FILE: "give regular files, or folders that can be listed and do not link back to themselves",
    Reason.UNREADABLE: "check permissions and the disk, then run again",
    Reason.UNSUPPORTED: "convert it to .txt, .html, .htm, .json, .jsonl, .zip, .warc or .warc.gz, or leave it out",
    Reason.TOO_LARGE: "split it into one file per article, or raise the size limit",
    Reason.EMPTY: "fetch the article again, or leave the file out",
    Reason.BINARY: "export the article as plain text or HTML",
    Reason.UNKNOWN_ENCODING: "save it as UTF-8",
    Reason.BAD_CHARACTERS: "write the file again as valid UTF-8, without half surrogate pairs",
    Reason.BAD_JSON: 'give one object, or a list of objects, with a "text" field; in .jsonl one object per line',
    Reason.NO_TEXT: "save the article's own text as .txt, or check that the page holds an article",
    Reason.TOO_DEEP: "save the article's own text as .txt",
    Reason.BAD_ARCHIVE: "make or fetch the archive again; what could be read of it was kept",
    Reason.ENCRYPTED: "unlock it and pack it without a password",
    Reason.NESTED_ARCHIVE: "unpack it and give its files",
    Reason.ARCHIVE_LIMIT: "if you trust it, unpack it and give its files",
    Reason.HTTP_STATUS: "fetch the page again, or leave the record out",
}
"""What to do about each reason; the end of every reject's message."""


class Unreadable(Exception):
    """Raised inside the readers, turned into a Reject at their border; ``what`` says what happened."""

    def __init__(self, reason: Reason, what: str) -> None:
        super().__init__(what)
        self.reason = reason
        self.what = what

    def reject(self, name: str, size: int | None = None) -> Reject:
        """The row for ``rejects``; ``size`` is the input's size in bytes, if known."""
        message = f"{self.what}; {ADVICE[self.reason]}"
        return Reject(path=name, reason=self.reason.value, message=message, bytes=size)
