"""A credential is believed when all of it is right, and in no other case."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives import serialization
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from communitylinkage.credentials import LENGTH, Standing, Why, read_keys, shape, verify
from communitylinkage.credentials.keys import (
    NoKeysError,
    PrivateKey,
    from_base64,
    published,
    thumbprint,
    to_base64,
)
from communitylinkage.credentials.signing import sign
from communitylinkage.credentials.status import NoListError, encoded, read_list, status_list
from communitylinkage.credentials.tests.made import (
    BADGE,
    FILE,
    INDEX,
    ISSUER,
    KEY,
    KEYS,
    LIST,
    NEXT_KEY,
    NOW,
    PAYLOAD,
    PLACE,
    PUBLISHED,
    STRANGER,
    badge,
    listed,
    signed,
)


def why(text, keys=KEYS, now=NOW, **more):
    return verify(text, keys, now=now, **more).why


def test_a_right_one_says_what_was_reached_when_and_who_gave_it():
    verdict = verify(FILE, KEYS, now=NOW, status=listed())
    assert verdict.standing == Standing.STANDS
    assert verdict.why == Why.NOTHING
    assert (verdict.achievement, verdict.day) == ("دورة المرشدات", "2026-11-25")
    assert verdict.given_by == "Women of the Harbour"
    assert verdict.number == BADGE.number
    assert verdict.list_day == "2026-11-25T09:00:00Z"


def test_the_file_may_come_with_blanks_and_a_mark_around_it():
    assert verify(b"\xef\xbb\xbf  " + FILE.encode() + b"\r\n", KEYS, now=NOW).standing == "given"


def test_without_a_list_it_says_only_that_it_was_given():
    verdict = verify(FILE, KEYS, now=NOW)
    assert (verdict.standing, verdict.why) == (Standing.GIVEN, Why.NO_LIST)


def test_a_revoked_one_is_found_revoked_and_its_neighbours_stand():
    assert verify(FILE, KEYS, now=NOW, status=listed(INDEX)).standing == Standing.REVOKED
    beside = listed(INDEX - 1, INDEX + 1)
    assert verify(FILE, KEYS, now=NOW, status=beside).standing == Standing.STANDS


@pytest.mark.parametrize(
    "wrong",
    [
        listed(address=f"{LIST}2"),
        listed(issuer="https://other.example.org/"),
        listed(key=STRANGER),
        listed()[:-4] + "AAAA",
        FILE,
        "x",
        b"\xff",
    ],
)
def test_a_list_of_others_or_a_changed_one_proves_nothing(wrong):
    verdict = verify(FILE, KEYS, now=NOW, status=wrong)
    assert (verdict.standing, verdict.why) == (Standing.GIVEN, Why.WRONG_LIST)


@given(place=st.integers(0, len(FILE) - 1), change=st.integers(1, 255))
@example(place=len(FILE) - 1, change=1)
@settings(max_examples=400, deadline=None)
def test_any_changed_byte_is_refused(place, change):
    changed = bytearray(FILE.encode())
    changed[place] ^= change
    assume(bytes(changed).strip() != FILE.encode())
    verdict = verify(bytes(changed), KEYS, now=NOW, status=listed())
    assert verdict.standing == Standing.REFUSED
    assert verdict.payload is None


def test_each_other_last_letter_of_the_signature_is_refused():
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    others = [FILE[:-1] + one for one in letters if one != FILE[-1]]
    assert {why(one) for one in others} == {Why.CHANGED}
    assert why(FILE + "==") == Why.CHANGED


@given(st.integers(0, len(FILE)), st.integers(0, len(FILE)))
@settings(max_examples=100, deadline=None)
def test_any_part_alone_is_refused(one, other):
    begins, ends = sorted((one, other))
    assume((begins, ends) != (0, len(FILE)))
    assert verify(FILE[begins:ends], KEYS, now=NOW).standing == Standing.REFUSED


def with_header(**header):
    """The same payload under another header, signed with our own key."""
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.hashes import SHA256

    body = f"{to_base64(json.dumps(header).encode())}.{FILE.split('.')[1]}"
    return f"{body}.{to_base64(KEY.key.sign(body.encode(), PKCS1v15(), SHA256()))}"


def test_the_file_never_chooses_how_it_is_checked():
    _head, body, signature = FILE.split(".")
    none = to_base64(json.dumps({"alg": "none", "kid": KEY.name}).encode())
    for tail in ("", signature):
        assert why(f"{none}.{body}.{tail}") == Why.NO_CREDENTIAL
    public = KEY.key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    for secret in (public, json.dumps(KEY.public()).encode()):
        hs256 = to_base64(json.dumps({"alg": "HS256", "typ": "JWT", "kid": KEY.name}).encode())
        made = hmac.new(secret, f"{hs256}.{body}".encode(), hashlib.sha256).digest()
        assert why(f"{hs256}.{body}.{to_base64(made)}") == Why.NO_CREDENTIAL
    for more in ({"crit": ["x"]}, {"jwk": STRANGER.public()}, {"jku": PLACE}, {"typ": "other"}):
        assert why(with_header(alg="RS256", kid=KEY.name, **more)) == Why.NO_CREDENTIAL
    for name in ({}, {"kid": None}, {"kid": ["x"]}, {"kid": "x"}):
        assert why(with_header(alg="RS256", **name)) == Why.UNKNOWN_KEY
    assert why(with_header(alg="RS256", kid=NEXT_KEY.name)) == Why.CHANGED
    assert why(with_header(alg="RS256", kid=KEY.name)) == Why.NO_LIST


def test_another_issuers_key_is_refused_also_under_our_name():
    assert why(signed(STRANGER)) == Why.UNKNOWN_KEY
    assert why(signed(PrivateKey(STRANGER.key, KEY.name))) == Why.CHANGED


def test_keys_of_one_issuer_prove_nothing_for_another():
    assert why(signed(badge=badge(issuer="https://other.example.org/"))) == Why.OTHER_ISSUER
    assert why(signed(iss="https://other.example.org/")) == Why.OTHER_ISSUER
    alone = read_keys(json.dumps(KEY.public()))
    assert why(FILE, alone) == Why.NO_LIST


def test_it_is_valid_from_its_day_until_its_end():
    ends = NOW + timedelta(days=365)
    until = signed(badge=badge(valid_until=ends))
    assert why(until, now=NOW - timedelta(seconds=1)) == Why.TOO_EARLY
    assert why(until, now=NOW) == Why.NO_LIST
    assert why(until, now=ends - timedelta(seconds=1)) == Why.NO_LIST
    assert why(until, now=ends) == Why.EXPIRED
    assert why(FILE, now=NOW + timedelta(days=36_500)) == Why.NO_LIST


def test_after_a_change_of_keys_old_and_new_ones_are_believed():
    assert {why(signed(KEY)), why(signed(NEXT_KEY))} == {Why.NO_LIST}
    only_new = read_keys(json.dumps({"keys": [published(NEXT_KEY.public(), ISSUER)]}))
    assert why(signed(KEY), only_new) == Why.UNKNOWN_KEY


@pytest.mark.parametrize("name", ["Amal Rédouane", "amal redouane", "  AMAL\tRedouane "])
def test_her_name_is_known_however_it_is_typed(name):
    assert why(FILE, name=name) == Why.NO_LIST


@pytest.mark.parametrize("name", ["Amal", "Redouane Amal", "", "…", "Amal Redouan"])
def test_another_name_is_refused(name):
    assert why(FILE, name=name) == Why.OTHER_NAME


def test_another_salt_makes_it_nobodys():
    subject = json.loads(json.dumps(PAYLOAD["credentialSubject"]))
    subject["identifier"][0]["salt"] = "other"
    assert why(signed(credentialSubject=subject), name="Amal Redouane") == Why.OTHER_NAME


def test_her_name_stands_nowhere_in_it():
    body = from_base64(FILE.split(".")[1]).decode().lower()
    assert "amal" not in body
    assert "redouane" not in body.replace("é", "e")


def test_a_name_without_a_letter_gets_no_credential():
    with pytest.raises(ValueError, match="letters"):
        signed(badge=badge(name=" … "))


WITHOUT = ["@context", "id", "type", "name", "issuer", "validFrom", "credentialSubject", "jti",
           "nbf"]  # fmt: skip


@pytest.mark.parametrize("part", WITHOUT)
def test_a_signed_text_that_is_no_badge_is_refused(part):
    assert shape.is_right(PAYLOAD)
    less = {name: value for name, value in PAYLOAD.items() if name != part}
    assert why(sign(less, KEY)) == Why.WRONG_SHAPE


@pytest.mark.parametrize(
    "changed",
    [
        {"type": ["VerifiableCredential"]},
        {"@context": ["https://www.w3.org/2018/credentials/v1"]},
        {"credentialSubject": {}},
        {"credentialSubject": []},
        {"issuer": ISSUER},
        {"validFrom": "2026-11-25T09:00:00"},
        {"validFrom": "soon"},
        {"validUntil": "2030-01-01T00:00:00Z"},
        {"exp": 1},
        {"credentialStatus": {"type": "1EdTechRevocationList", "id": "https://x.example/"}},
        {"credentialStatus": PAYLOAD["credentialStatus"] | {"statusListIndex": "-1"}},
        {"credentialStatus": PAYLOAD["credentialStatus"] | {"statusListIndex": 5}},
    ],
)
def test_what_the_standard_does_not_allow_is_refused(changed):
    assert why(signed(**changed)) == Why.WRONG_SHAPE


def test_an_index_beyond_the_list_proves_nothing():
    beyond = PAYLOAD["credentialStatus"] | {"statusListIndex": str(LENGTH)}
    assert why(signed(credentialStatus=beyond), status=listed()) == Why.WRONG_LIST


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(part=st.sampled_from([*PAYLOAD, "validUntil", "exp"]), value=ANY_JSON)
@settings(max_examples=200, deadline=None)
def test_whatever_a_part_is_there_is_a_verdict(part, value):
    assert verify(signed(**{part: value}), KEYS, now=NOW, status=listed()).standing in Standing


@given(st.binary(max_size=200))
def test_whatever_a_file_holds_there_is_a_verdict(content):
    assert verify(content, KEYS, now=NOW).why == Why.NO_CREDENTIAL


@given(st.sets(st.integers(0, LENGTH - 1), max_size=30))
@settings(max_examples=30, deadline=None)
def test_exactly_the_revoked_ones_are_in_a_list(revoked):
    told = status_list(address=LIST, issuer=ISSUER, issuer_name="x", revoked=revoked, made_at=NOW)
    found = read_list(told)
    asked = revoked | {n + 1 for n in revoked if n + 1 < LENGTH} | {0, LENGTH - 1}
    assert {n for n in asked if found.revoked(n)} == revoked


def test_the_first_place_is_the_leftmost_bit():
    import gzip

    bits = gzip.decompress(base64.urlsafe_b64decode(encoded([0])[1:] + "=="))
    assert bits[0] == 0b1000_0000
    assert len(bits) * 8 == LENGTH


@pytest.mark.parametrize("text", ["", "u", "uAAAA", "zAAAA", "u" + to_base64(b"\x1f\x8b"), 5, None])
def test_bits_that_cannot_be_read_are_no_list(text):
    told = status_list(address=LIST, issuer=ISSUER, issuer_name="x", revoked=(), made_at=NOW)
    told["credentialSubject"]["encodedList"] = text
    with pytest.raises(NoListError):
        read_list(told)


def test_a_list_that_swells_is_not_unpacked_whole():
    import gzip

    told = status_list(address=LIST, issuer=ISSUER, issuer_name="x", revoked=(), made_at=NOW)
    told["credentialSubject"]["encodedList"] = "u" + to_base64(gzip.compress(bytes(50_000_000)))
    with pytest.raises(NoListError, match="length"):
        read_list(told)


def test_a_key_is_called_by_its_thumbprint():
    # The example of RFC 7638, section 3.1.
    modulus = (
        "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECP"
        "ebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY"
        "368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0f"
        "M4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"
    )
    assert thumbprint(modulus, "AQAB") == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"


def test_a_kept_key_signs_the_same():
    again = PrivateKey.from_bytes(KEY.to_bytes(), KEY.name)
    assert sign(PAYLOAD, again) == FILE


def test_what_is_no_list_of_keys_is_refused():
    told = json.loads(PUBLISHED)
    weak = PrivateKey.new(PLACE, 1024).public()
    wrong = ["", "[]", "5", "{}", '{"keys": 5}', '{"keys": [5, {}]}', json.dumps({"keys": [weak]}),
             json.dumps({"keys": [told["keys"][0] | {"alg": "HS256"}]}),
             json.dumps({"keys": [{"kty": "RSA", "n": "AA==", "e": 5}]}), "[" * 90_000]  # fmt: skip
    for text in wrong:
        with pytest.raises(NoKeysError):
            read_keys(text)
    assert set(read_keys(PUBLISHED).by_name) == {KEY.name, NEXT_KEY.name}
