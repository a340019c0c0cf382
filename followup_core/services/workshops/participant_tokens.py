"""Makes and checks the codes and cookies that admit a workshop's participants; only hashes are stored."""

import secrets
from collections import OrderedDict
from collections.abc import Collection, Container

from followup_core.tokens import StoredToken, TokenStore, hash_of, new_token
from followup_core.workshop.join_codes import (
    PAIR_LENGTH,
    PERSONAL_CODE_LENGTH,
    format_code,
    new_code,
    read_code,
)
from followup_core.workshop.workshop_model import JoinResult, ParticipantRef, WorkshopError
from followup_core.workshop.workshop_state import Participant

_FORMS_REMEMBERED = 2_000


class JoinRefused(WorkshopError):
    """Nobody can join with this code: it is wrong, or the workshop is full.

    `wrong_code`: whether the code was compared with the code on the wall and differs from it.
    """

    def __init__(self, what: str, remedy: str, *, wrong_code: bool = False) -> None:
        super().__init__(what, remedy)
        self.wrong_code = wrong_code


class ParticipantTokens:
    """The cookies and personal codes of one workshop's participants, found by their hashes.

    Reading is safe in any thread; changes come from one thread at a time.
    """

    def __init__(self, participants: Collection[Participant] = ()) -> None:
        self._cookies = TokenStore(_cookie_token(participant) for participant in participants)
        self._personal_codes = TokenStore(_personal_code_token(participant) for participant in participants)
        self._joined_by: OrderedDict[str, JoinResult] = OrderedDict()
        """The result that a form got, by the form's nonce."""

    def add(self, participant: Participant, result: JoinResult, nonce: str) -> None:
        """Admit a new participant from now on; remember the result for the form with this nonce, if any."""
        self._cookies.add(_cookie_token(participant))
        self._personal_codes.add(_personal_code_token(participant))
        if nonce:
            self._joined_by[nonce] = result
            while len(self._joined_by) > _FORMS_REMEMBERED:
                self._joined_by.popitem(last=False)

    def renew(self, participant_id: str, cookie_hash: str) -> None:
        """Admit a participant by a new cookie, and no longer by an earlier one."""
        self._cookies.revoke(participant_id)
        self._cookies.add(StoredToken(hash=cookie_hash, owner=participant_id))

    def revoke(self, participant_id: str) -> None:
        """Stop admitting a participant."""
        self._cookies.revoke(participant_id)
        self._personal_codes.revoke(participant_id)
        for nonce, result in tuple(self._joined_by.items()):
            if result.who.participant_id == participant_id:
                del self._joined_by[nonce]

    def joined_by(self, nonce: str) -> JoinResult | None:
        """Return the earlier result of this form, or None: two taps make only one participant."""
        return self._joined_by.get(nonce) if nonce else None

    def participant_with_cookie(self, cookie: str) -> str:
        """Return the id of the participant with this cookie, '' if there is none."""
        token = self._cookies.find(cookie)
        return token.owner if token else ""

    def participant_with_personal_code(self, typed: str) -> str:
        """Return the id of the participant with this personal code, '' if there is none."""
        token = self._personal_codes.find(read_code(typed))
        return token.owner if token else ""


def wrong_join_code_error(*, was_compared: bool) -> JoinRefused:
    """Return the error for a wrong join code. Without an open workshop, no code was compared."""
    return JoinRefused(
        "That isn't the code on the wall.",
        "Check it, and type all eight characters.",
        wrong_code=was_compared,
    )


def unknown_personal_code_error() -> JoinRefused:
    """Return the error for a personal code that nobody has."""
    return JoinRefused(
        "No one in this workshop has that code.",
        "Check it again, or join with the code on the wall.",
    )


def new_participant(workshop_id: str, taken_pair_codes: Container[str]) -> tuple[Participant, JoinResult]:
    """Return a new participant as stored, and what their phone gets. Doesn't admit the participant yet."""
    cookie, personal_code = new_token(), new_code(PERSONAL_CODE_LENGTH)
    participant = Participant(
        participant_id=secrets.token_hex(8),
        cookie_hash=hash_of(cookie),
        resume_hash=hash_of(personal_code),
        pair_code=new_code(PAIR_LENGTH, taken_pair_codes),
    )
    who = ParticipantRef(workshop_id=workshop_id, participant_id=participant.participant_id)
    return participant, JoinResult(who=who, cookie=cookie, personal_code=format_code(personal_code))


def _cookie_token(participant: Participant) -> StoredToken:
    return StoredToken(hash=participant.cookie_hash, owner=participant.participant_id)


def _personal_code_token(participant: Participant) -> StoredToken:
    return StoredToken(hash=participant.resume_hash, owner=participant.participant_id)
