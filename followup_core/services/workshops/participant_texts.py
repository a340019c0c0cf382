"""What participants write in a workshop, a file for each, so that it is really gone when they leave."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from followup_core.regular_files import read_regular_file
from followup_core.store import NotSaved, not_saved, write_durably

MAX_TEXT_LENGTH = 5_000  # characters
_LARGEST = 4 * MAX_TEXT_LENGTH  # bytes


class ParticipantTexts:
    """The texts of one workshop's participants, in memory and on the disk."""

    def __init__(self, people: Path) -> None:
        self._people = people
        self._known = {(who, activity_id): text for who, activity_id, text in _stored(people)}

    def of(self, participant_id: str, activity_id: str) -> str:
        """Return a text, '' where nothing was written."""
        return self._known.get((participant_id, activity_id), "")

    def write(self, participant_id: str, activity_id: str, text: str) -> None:
        """Keep a text; when this returns it is on the disk. Raises NotSaved."""
        kept = text[:MAX_TEXT_LENGTH]
        try:
            raw = kept.encode()
        except UnicodeEncodeError as error:
            raise NotSaved(
                "The text holds a character that cannot be stored.", "Take out the last one you pasted."
            ) from error
        folder = self._people / participant_id / "texts"
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_durably(folder / f"{activity_id}.txt", raw)
        except OSError as error:
            raise not_saved(error) from error
        self._known[participant_id, activity_id] = kept

    def delete(self, participant_id: str) -> None:
        """Delete everything that a participant wrote, with their own workspace."""
        self._known = {key: text for key, text in self._known.items() if key[0] != participant_id}
        folder = self._people / participant_id
        if folder.is_dir():
            gone = folder.with_name(f".{participant_id}.gone")
            folder.replace(gone)
            shutil.rmtree(gone, ignore_errors=True)


def _stored(people: Path) -> Iterator[tuple[str, str, str]]:
    for gone in people.glob(".*.gone"):
        shutil.rmtree(gone, ignore_errors=True)
    for path in people.glob("*/texts/*.txt"):
        # One that cannot be read stays where it is: the workshop goes on without it.
        with suppress(OSError, UnicodeDecodeError):
            text = read_regular_file(path, _LARGEST).decode()
            yield path.parent.parent.name, path.stem, text
