import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.values import references
from communitylinkage.values.places import Point, distance_km


def test_a_reference_is_read_with_the_slips_that_people_make():
    assert references.read_reference(" 01oi-lz7k9 a") == "01011Z7K9A"
    assert references.read_reference("0123") is None
    assert references.read_reference("U123456789") is None


def test_a_new_reference_is_one():
    assert references.read_reference(references.new_reference())


@given(st.integers(0, 19), st.integers(1, 9))
def test_one_wrong_digit_of_a_receipt_is_noticed(position, change):
    code = references.new_receipt_code()
    wrong = code[:position] + str((int(code[position]) + change) % 10) + code[position + 1 :]
    assert references.read_receipt_code(code) == code
    assert references.read_receipt_code(wrong) is None


@given(st.integers(0, 18))
def test_two_swapped_digits_of_a_receipt_are_noticed(position):
    code = references.new_receipt_code()
    swapped = code[:position] + code[position + 1] + code[position] + code[position + 2 :]
    assert references.read_receipt_code(swapped) == (code if swapped == code else None)


def test_a_receipt_is_read_in_fives_and_in_arabic_digits():
    code = references.new_receipt_code()
    assert references.read_receipt_code(references.in_fives(code)) == code
    assert references.read_receipt_code("".join(chr(0x660 + int(d)) for d in code)) == code


def test_madrid_and_barcelona_are_about_five_hundred_kilometres_apart():
    apart = distance_km(Point(40.4168, -3.7038), Point(41.3874, 2.1686))
    assert apart == pytest.approx(505, abs=5)


def test_no_point_lies_beyond_the_pole():
    with pytest.raises(ValueError, match="earth"):
        Point(91, 0)
