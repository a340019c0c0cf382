"""Stores the texts that participants write, in a file for each text, so that it can really be deleted."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from followup_core.regular_files import read_regular_file
from followup_core.store import NotSaved, not_saved_error, write_durably

MAX_TEXT_LENGTH = 5_000  # characters
_MAX_FILE_BYTES = 4 * MAX_TEXT_LENGTH


def line_name(activity_id: str, prompt_id: str) -> str:
    """Return the name under which a line for the wall is stored."""
    return f"{activity_id}.line.{prompt_id}"


def feedback_name(activity_id: str, partners: tuple[str, ...]) -> str:
    """Return the name under which feedback for these partners is stored: no later partner reads it."""
    return f"{activity_id}.to.{'-'.join(sorted(partners))}"


class ParticipantTexts:
    """The texts of one workshop's participants, in memory and in the folder `people`."""

    def __init__(self, people: Path) -> None:
        self._people = people
        self._texts = {(participant_id, name): text for participant_id, name, text in _stored_texts(people)}

    def of(self, participant_id: str, name: str) -> str:
        """Return a participant's text with this name, '' if none. A draft's name is its activity's id."""
        return self._texts.get((participant_id, name), "")

    def write(self, participant_id: str, name: str, text: str) -> None:
        """Save a text, cut to its maximum length; it is on the disk when this returns. Raises NotSaved."""
        saved_text = text[:MAX_TEXT_LENGTH]
        try:
            data = saved_text.encode()
        except UnicodeEncodeError as error:
            raise NotSaved(
                "The text contains a character that cannot be stored.", "Take out the last one you pasted."
            ) from error
        folder = self._people / participant_id / "texts"
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_durably(folder / f"{name}.txt", data)
        except OSError as error:
            raise not_saved_error(error) from error
        self._texts[participant_id, name] = saved_text

    def delete(self, participant_id: str) -> None:
        """Delete everything that a participant wrote, including their workspace."""
        self._texts = {key: text for key, text in self._texts.items() if key[0] != participant_id}
        folder = self._people / participant_id
        if folder.is_dir():
            deleted_folder = folder.with_name(f".{participant_id}.gone")
            folder.replace(deleted_folder)
            shutil.rmtree(deleted_folder, ignore_errors=True)


def _stored_texts(people: Path) -> Iterator[tuple[str, str, str]]:
    """Finish interrupted deletions, then yield participant, name and text of every file."""
    for deleted_folder in people.glob(".*.gone"):
        shutil.rmtree(deleted_folder, ignore_errors=True)
    for path in people.glob("*/texts/*.txt"):
        # A file that can't be read stays where it is, and the workshop continues without it.
        with suppress(OSError, UnicodeDecodeError):
            text = read_regular_file(path, _MAX_FILE_BYTES).decode()
            yield path.parent.parent.name, path.stem, text
