"""The templates and phrases in use, reloaded when files change; a broken edit keeps the last valid ones."""

import threading
from pathlib import Path

from followup_core.playbook import PlaybookError

from .phrase_rules import FILE_NAME, PhraseRules, load_phrases
from .templates import Templates, load_templates

_Stamps = tuple[tuple[str, int, int], ...]


class ReloadableTemplates:
    """Provides the templates of `folder` and `own`, and the last valid ones while a file is broken.

    Without any valid ones yet, the program's own are used. Safe to share between
    threads.
    """

    def __init__(self, folder: Path, own: Path | None = None) -> None:
        self._folder = folder
        self._own = own
        self._seen: _Stamps | None = None
        self._good: Templates | None = None
        self._fault: PlaybookError | None = None
        self._lock = threading.Lock()

    def current(self) -> tuple[Templates, PlaybookError | None]:
        """Return the templates in use, and the fault of newer ones if there is one.

        Files are read again only when they changed.

        Raises:
            PlaybookError: Not even the program's own templates can be used.
        """
        with self._lock:
            stamps = self._stamps()
            if self._good is None or stamps != self._seen:
                self._good, self._fault = self._read()
                self._seen = stamps
            return self._good, self._fault

    def _read(self) -> tuple[Templates, PlaybookError | None]:
        try:
            return load_templates(self._folder, self._own), None
        except PlaybookError as fault:
            return self._good or load_templates(self._folder), fault

    def _stamps(self) -> _Stamps:
        folders = [self._folder] if self._own is None else [self._folder, self._own]
        files = [file for folder in folders for file in sorted(folder.glob("*.t*"))]
        return tuple(_stamp(file) for file in files)


def _stamp(file: Path) -> tuple[str, int, int]:
    try:
        status = file.stat()
    except OSError:
        return (str(file), 0, 0)
    return (str(file), status.st_mtime_ns, status.st_size)


class ReloadablePhrases:
    """Provides the linter's phrases of `folder`, and the last valid ones while the file is broken."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: _Stamps | None = None
        self._good: PhraseRules | None = None
        self._fault: PlaybookError | None = None
        self._lock = threading.Lock()

    def current(self) -> tuple[PhraseRules, PlaybookError | None]:
        """Return the phrases in use, and the fault of newer ones if there is one.

        Raises:
            PlaybookError: There have been no valid phrases yet.
        """
        with self._lock:
            stamps = (_stamp(self._folder / FILE_NAME),)
            if stamps != self._seen:
                self._seen = stamps
                try:
                    self._good, self._fault = load_phrases(self._folder), None
                except PlaybookError as fault:
                    self._fault = fault
            if self._good is None:
                raise self._fault or PlaybookError(
                    "There are no phrases.", "Put the program's own copy back."
                )
            return self._good, self._fault
