"""Who is let in: a code typed from the wall, a code to go on with, a cookie. Only hashes are kept."""

import secrets
from collections import OrderedDict
from collections.abc import Iterable

from followup_core.tokens import hash_of, is_same_secret, new_token
from followup_core.workshop.join_codes import (
    PAIR_LENGTH,
    RESUME_LENGTH,
    format_code,
    new_code,
    read_code,
)
from followup_core.workshop.workshop_model import JoinResult, ParticipantRef, WorkshopError
from followup_core.workshop.workshop_state import Participant

MAX_PARTICIPANTS = 1_000
_REMEMBERED_FORMS = 2_000


class JoinRefused(WorkshopError):
    """The code does not lead anywhere, or the workshop is full.

    `wrong_code` says that the code was compared with the one on the wall and is another.
    """

    def __init__(self, what: str, remedy: str, *, wrong_code: bool = False) -> None:
        super().__init__(what, remedy)
        self.wrong_code = wrong_code


class ParticipantTokens:
    """The seats that can be found by what a phone holds. One thread at a time; the hall sees to that."""

    def __init__(self) -> None:
        self._by_cookie: dict[str, ParticipantRef] = {}
        self._by_resume: dict[str, ParticipantRef] = {}
        self._forms: OrderedDict[str, JoinResult] = OrderedDict()

    def add(self, workshop_id: str, seats: Iterable[Participant]) -> None:
        """Let these seats be found."""
        for seat in seats:
            who = ParticipantRef(workshop_id=workshop_id, participant_id=seat.participant_id)
            self._by_cookie[seat.cookie_hash] = self._by_resume[seat.resume_hash] = who

    def forget(self, gone: ParticipantRef | str) -> None:
        """Let one participant, or a workshop's participants, be found no more."""
        for known in (self._by_cookie, self._by_resume):
            for key in [key for key, who in known.items() if gone in (who, who.workshop_id)]:
                del known[key]
        for nonce in [
            nonce for nonce, entered in self._forms.items() if gone in (entered.who, entered.who.workshop_id)
        ]:
            del self._forms[nonce]

    def check_code(self, typed: str, code: str) -> None:
        """Raise JoinRefused unless the typed code is the one on the wall; '' while no workshop is open."""
        if not code or not is_same_secret(code, read_code(typed)):
            raise JoinRefused(
                "This code is not the one on the wall.",
                "Look again and type all eight characters.",
                wrong_code=bool(code),
            )

    def previous(self, nonce: str) -> JoinResult | None:
        """Return what this very form brought already: a button tapped twice is one participant."""
        return self._forms.get(nonce) if nonce else None

    def new_participant(
        self, workshop_id: str, taken_pair_codes: frozenset[str], nonce: str
    ) -> tuple[Participant, JoinResult]:
        """Return a new seat and what its phone gets; nobody can be found by it before `add`."""
        cookie, resume_code = new_token(), new_code(RESUME_LENGTH)
        seat = Participant(
            participant_id=secrets.token_hex(8),
            cookie_hash=hash_of(cookie),
            resume_hash=hash_of(resume_code),
            pair_code=new_code(PAIR_LENGTH, taken_pair_codes),
        )
        who = ParticipantRef(workshop_id=workshop_id, participant_id=seat.participant_id)
        entered = JoinResult(who=who, cookie=cookie, resume_code=format_code(resume_code))
        if nonce:
            self._forms[nonce] = entered
            while len(self._forms) > _REMEMBERED_FORMS:
                self._forms.popitem(last=False)
        return seat, entered

    def participant_resuming(self, resume_code: str) -> ParticipantRef:
        """Return whose resume code this is; raise JoinRefused."""
        who = self._by_resume.get(hash_of(read_code(resume_code)))
        if who is None:
            raise JoinRefused(
                "Nobody of this workshop has this code.",
                "Look again, or join again with the code on the wall.",
            )
        return who

    def renew(self, who: ParticipantRef, cookie_hash: str) -> None:
        """Let a participant be found by another cookie, and by no earlier one."""
        for key in [key for key, known in self._by_cookie.items() if known == who]:
            del self._by_cookie[key]
        self._by_cookie[cookie_hash] = who

    def participant_for(self, cookie: str) -> ParticipantRef | None:
        """Return whose cookie this is, None if nobody's.

        What is looked up is the cookie's SHA-256, so the time it takes tells nothing about a cookie.
        """
        return self._by_cookie.get(hash_of(cookie))
