"""Turns a file's bytes into clean UTF-8 by a fixed rule; nothing is ever guessed from letter frequencies."""

from __future__ import annotations

import codecs
import re
from typing import Final

import numpy as np

from cxlib.errors import IntakeError

#: Byte order marks that announce UTF-16.
_UTF16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
#: Letters as å ä ö é and the signs € ” – as UTF-8 writes them: in cp1252 they read "Ã¤", "â‚¬".
_UTF8_LETTERS: Final = re.compile(rb"\xc3[\x80-\xbf]|\xe2\x82\xac|\xe2\x80[\x90-\xa6]")
#: Control characters other than tab and line breaks; they mean nothing in an answer and break what shows it.
_CONTROLS: Final = bytes(byte for byte in range(0x20) if byte not in b"\t\n\v\f\r") + b"\x7f"
_NO_CONTROLS: Final = dict.fromkeys(_CONTROLS)
#: A vertical tab or form feed is how some tools write a line break inside a cell.
_BREAKS_TO_SPACES: Final = bytes.maketrans(b"\v\f", b"  ")
#: How much is counted at a time, so that it stays in the processor's cache.
_CHUNK: Final = 1 << 18
#: What a tool writes for a character that it could not read.
_LOST: Final = "�".encode()
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def decode(data: bytes, encoding: str, file: str) -> tuple[bytes, tuple[str, ...]]:
    """Return the file as UTF-8 without byte order mark and control characters, and notes on what was done.

    A profile's own encoding is taken at its word. Without one: UTF-8 (with or without mark), UTF-16 if marked so, else
    Windows-1252.

    Raises
    ------
    IntakeError
        When the bytes are none of these, or two encodings are mixed in one file; the text names the line.
    """
    text, notes = _as_utf8(data, encoding, file)
    lost = text.count(_LOST)
    if lost and "�" not in "".join(notes):
        said = "1 character was" if lost == 1 else f"{lost} characters were"
        line = _line(text, text.find(_LOST))
        notes = (*notes, f"{said} lost before this file was made (�), first on line {line}.")
    if b"\0" in text[:4096] and text[:4096].count(0) * 3 > len(text[:4096]):
        raise IntakeError(
            f"{file}: every second character is empty, as in UTF-16 without a mark. "
            'Write encoding = "utf-16-le" under [file] in the profile, or save the file as UTF-8.'
        )
    if not _has_controls(text):
        return text, notes
    clean = text.translate(_BREAKS_TO_SPACES, _CONTROLS)
    if len(clean) < len(text):
        notes = (*notes, f"{len(text) - len(clean)} control characters were taken out.")
    return clean, notes


def without_half_characters(text: str) -> str:
    r"""Text without control characters, and with � for half characters, which nothing can store.

    >>> without_half_characters("a\x00b\ud800")
    'ab�'
    """
    if text.isprintable():
        return text
    return _LONE_SURROGATE.sub("�", text).translate(_NO_CONTROLS)


def _has_controls(text: bytes) -> bool:
    """Whether there is anything below a space but tabs and line breaks; counting is far quicker than rewriting."""
    signs = np.frombuffer(text, dtype=np.uint8)
    for start in range(0, len(signs), _CHUNK):
        chunk = signs[start : start + _CHUNK]
        plain = sum(int(np.count_nonzero(chunk == sign)) for sign in b"\t\n\r")
        if int(np.count_nonzero(chunk < 0x20)) > plain:
            return True
    return b"\x7f" in text


def _as_utf8(data: bytes, encoding: str, file: str) -> tuple[bytes, tuple[str, ...]]:
    if encoding:
        return _recoded(data, encoding, file), (f"Read as {encoding}, as the profile says.",)
    if data.startswith(_UTF16_MARKS):
        return _recoded(data, "utf-16", file), ("Read as UTF-16.",)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error.start, file)
    return data, ()


def _not_utf8(data: bytes, place: int, file: str) -> tuple[bytes, tuple[str, ...]]:
    """UTF-8 with lone surrogates is mended, UTF-8 mixed with something else refused, and the rest is Windows-1252."""
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        if _UTF8_LETTERS.search(data):
            raise IntakeError(
                f"{file}: UTF-8 and another encoding are mixed; line {_line(data, error.start)} is not UTF-8. "
                "Save the file as UTF-8 in the tool that it comes from."
            ) from error
        return _recoded(data, "cp1252", file), ("Not UTF-8, so read as Windows-1252 (cp1252).",)
    joined = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    count = len(_LONE_SURROGATE.findall(text))
    return joined.encode(), (
        f"{count} half characters (lone surrogates) became �, first on line {_line(data, place)}.",
    )


def _recoded(data: bytes, encoding: str, file: str) -> bytes:
    try:
        return data.decode(encoding).removeprefix("\ufeff").encode()
    except UnicodeDecodeError as error:
        byte = data[error.start]
        raise IntakeError(
            f"{file}: line {_line(data, error.start)} is not {encoding} (byte {byte:#04x}). "
            "Save the file as UTF-8, or name its encoding under [file] in the profile."
        ) from error
    except UnicodeEncodeError as error:
        raise IntakeError(f"{file}: {encoding} gives half characters here. Save the file as UTF-8.") from error


def _line(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1
