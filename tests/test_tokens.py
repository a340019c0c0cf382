"""Tokens: who has one gets in until it expires or is revoked, and nothing that is stored admits anybody."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_core.tokens import (
    HASH_LENGTH,
    SignedNonces,
    StoredToken,
    TokenStore,
    aware_moment,
    hash_of,
    is_same_secret,
    new_token,
)

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


def owner(store: TokenStore, secret: str, now: datetime = NOW) -> str | None:
    """Return whose token this is, None if nobody's."""
    token = store.find(secret, now)
    return token.owner if token else None


def test_a_token_is_256_random_bits() -> None:
    assert len({new_token() for _ in range(50)}) == 50
    assert len(new_token()) == 43


def test_an_issued_token_is_found_with_its_owner_and_only_its_hash_is_held() -> None:
    store = TokenStore()
    secrets = {name: store.issue(name) for name in ("one", "two", "three")}
    assert {name: owner(store, secret) for name, secret in secrets.items()} == {n: n for n in secrets}
    assert {len(token.hash) for token in store} == {HASH_LENGTH}
    assert not any(secret in repr(list(store)) for secret in secrets.values())


def test_what_was_stored_makes_the_same_store_again() -> None:
    store = TokenStore()
    secret = store.issue("one", expires_at=NOW + HOUR)
    again = TokenStore(list(store))
    assert owner(again, secret) == "one"
    assert list(again) == list(store)


@pytest.mark.parametrize("secret", ["", "wrong", "ü" * 43, "\ud800", "0" * HASH_LENGTH])
def test_any_other_secret_is_nobodys(secret: str) -> None:
    store = TokenStore()
    store.issue("one")
    assert owner(store, secret) is None
    assert owner(TokenStore(), secret) is None


def test_a_hash_from_the_disk_admits_nobody() -> None:
    store = TokenStore()
    store.issue("one")
    (token,) = store
    assert owner(store, token.hash) is None


def test_a_token_is_valid_until_it_expires_and_not_a_moment_longer() -> None:
    store = TokenStore()
    secret, lasting = store.issue("one", expires_at=NOW + HOUR), store.issue("two")
    assert owner(store, secret, NOW + HOUR - SECOND) == "one"
    assert owner(store, secret, NOW + HOUR) is None
    assert owner(store, lasting, NOW + timedelta(days=9_000)) == "two"
    assert (store.find(secret), store.find(lasting) is None) == (None, False)
    store.remove_expired(NOW + HOUR)
    assert [token.owner for token in store] == ["two"]


def test_revoking_makes_all_of_an_owners_tokens_invalid_and_no_others() -> None:
    store = TokenStore()
    first, second, other = store.issue("one"), store.issue("one"), store.issue("two")
    store.revoke("one")
    store.revoke("nobody")
    assert [owner(store, secret) for secret in (first, second, other)] == [None, None, "two"]


def test_a_token_that_was_stored_elsewhere_can_be_added() -> None:
    store = TokenStore()
    store.add(StoredToken.of("KX7MP3QT", "one"))
    assert owner(store, "KX7MP3QT") == "one"


@given(st.text(), st.text())
def test_only_the_secret_itself_has_its_hash(secret: str, other: str) -> None:
    assert is_same_secret(secret, secret)
    assert is_same_secret(secret, other) == (secret == other) == (hash_of(secret) == hash_of(other))
    assert secret not in hash_of(secret) or len(secret) < 5


def test_a_stored_time_without_an_offset_is_refused() -> None:
    assert aware_moment("2026-11-22T18:00:00+00:00") == NOW
    with pytest.raises(ValueError, match="2026-11-22T18:00:00"):
        aware_moment("2026-11-22T18:00:00")


def test_only_the_process_that_made_a_nonce_takes_it_for_its_own() -> None:
    nonces, others = SignedNonces(), SignedNonces()
    nonce = nonces.new()
    assert nonces.is_own(nonce)
    assert nonce != nonces.new()
    for wrong in ("", ".", nonce[1:], nonce[:-1], f"{nonce}x", "\ud800.\ud800", others.new()):
        assert not nonces.is_own(wrong)
