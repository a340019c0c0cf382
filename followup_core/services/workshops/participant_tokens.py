"""Who is let in: a code typed from the wall, a code to go on with, a cookie. Only hashes are kept."""

import secrets
from collections import OrderedDict
from collections.abc import Iterable

from followup_core.workshop.join_codes import (
    PAIR_LENGTH,
    RESUME_LENGTH,
    hashed,
    new_code,
    new_token,
    read_code,
    same,
    shown,
)
from followup_core.workshop.workshop_model import Entered, Who, WorkshopError
from followup_core.workshop.workshop_state import Seat

MOST_SEATS = 1_000
_REMEMBERED_FORMS = 2_000


class JoinRefused(WorkshopError):
    """The code does not lead anywhere, or the workshop is full.

    `wrong_code` says that the code was compared with the one on the wall and is another.
    """

    def __init__(self, what: str, remedy: str, *, wrong_code: bool = False) -> None:
        super().__init__(what, remedy)
        self.wrong_code = wrong_code


class Door:
    """The seats that can be found by what a phone holds. One thread at a time; the hall sees to that."""

    def __init__(self) -> None:
        self._by_cookie: dict[str, Who] = {}
        self._by_resume: dict[str, Who] = {}
        self._forms: OrderedDict[str, Entered] = OrderedDict()

    def add(self, workshop_id: str, seats: Iterable[Seat]) -> None:
        """Let these seats be found."""
        for seat in seats:
            who = Who(workshop_id=workshop_id, participant_id=seat.participant_id)
            self._by_cookie[seat.cookie_hash] = self._by_resume[seat.resume_hash] = who

    def forget(self, gone: Who | str) -> None:
        """Let one participant, or a workshop's participants, be found no more."""
        for known in (self._by_cookie, self._by_resume):
            for key in [key for key, who in known.items() if gone in (who, who.workshop_id)]:
                del known[key]
        for nonce in [
            nonce for nonce, entered in self._forms.items() if gone in (entered.who, entered.who.workshop_id)
        ]:
            del self._forms[nonce]

    def right(self, typed: str, code: str) -> None:
        """Raise JoinRefused unless the typed code is the one on the wall; '' while no workshop is open."""
        if not code or not same(hashed(code), read_code(typed)):
            raise JoinRefused(
                "This code is not the one on the wall.",
                "Look again and type all eight characters.",
                wrong_code=bool(code),
            )

    def before(self, nonce: str) -> Entered | None:
        """Return what this very form brought already: a button tapped twice is one participant."""
        return self._forms.get(nonce) if nonce else None

    def seat(self, workshop_id: str, taken_pair_codes: frozenset[str], nonce: str) -> tuple[Seat, Entered]:
        """Return a new seat and what its phone gets; nobody can be found by it before `add`."""
        cookie, resume_code = new_token(), new_code(RESUME_LENGTH)
        seat = Seat(
            participant_id=secrets.token_hex(8),
            cookie_hash=hashed(cookie),
            resume_hash=hashed(resume_code),
            pair_code=new_code(PAIR_LENGTH, taken_pair_codes),
        )
        who = Who(workshop_id=workshop_id, participant_id=seat.participant_id)
        entered = Entered(who=who, cookie=cookie, resume_code=shown(resume_code))
        if nonce:
            self._forms[nonce] = entered
            while len(self._forms) > _REMEMBERED_FORMS:
                self._forms.popitem(last=False)
        return seat, entered

    def returning(self, resume_code: str) -> Who:
        """Return whose resume code this is; raise JoinRefused."""
        who = self._by_resume.get(hashed(read_code(resume_code)))
        if who is None:
            raise JoinRefused(
                "Nobody of this workshop has this code.",
                "Look again, or join again with the code on the wall.",
            )
        return who

    def renew(self, who: Who, cookie_hash: str) -> None:
        """Let a participant be found by another cookie, and by no earlier one."""
        for key in [key for key, known in self._by_cookie.items() if known == who]:
            del self._by_cookie[key]
        self._by_cookie[cookie_hash] = who

    def holder(self, cookie: str) -> Who | None:
        """Return whose cookie this is, None if nobody's.

        What is looked up is the cookie's SHA-256, so the time it takes tells nothing about a cookie.
        """
        return self._by_cookie.get(hashed(cookie))
