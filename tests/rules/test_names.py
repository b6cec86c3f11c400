"""Names: matching, initials and masks."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kashi_desktop.rules import names
from kashi_desktop.types.inputs import clean_text, split_people


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("买买提·吐尔逊", "mmttex"),
        ("阿卜杜热合曼•买合木提", "abdrhmmhmt"),
        ("单田芳", "stf"),
        ("曾国藩", "zgf"),
        ("仇和", "qh"),
        ("尉迟恭", "ycg"),
        ("㛃𬱖䶮", "jdy"),
        ("Ali·مەمەت", "ali"),
        ("مەمەت", ""),
        ("Ａｌｉ 2", "ali2"),
        ("", ""),
        ("单", "d"),
    ],
)
def test_initials(name: str, expected: str) -> None:
    assert names.initials(name) == expected


def test_mmt_finds_every_spelling_of_the_separator() -> None:
    for separator in "·•‧・．∙.":
        name = f"买买提{separator}吐尔逊"
        assert "mmt" in names.initials(name)
        assert names.matching_form(name) == "买买提·吐尔逊"
    assert names.matching_form(" ＡＬＩ  ・ 吐尔逊 ") == "ali·吐尔逊"


@given(st.text(max_size=60))
def test_forms_are_stable(text: str) -> None:
    form = names.matching_form(text)
    assert names.matching_form(unicodedata.normalize("NFD", text)) == form
    assert clean_text(clean_text(text)) == clean_text(text)
    assert set(names.initials(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789")


def test_masks_show_a_hint_only() -> None:
    assert names.mask_name("买买提·吐尔逊") == "买**"
    assert names.mask_name("𬱖某") == "𬱖**"
    assert names.mask_name("买") == "**"
    assert names.mask_name("") == ""
    assert names.mask_phone("13812341234") == "138****1234"
    assert names.mask_phone("+86 138-1234-1234") == "138****1234"
    assert names.mask_phone("0998-2822222") == "099****2222"
    assert names.mask_phone("2822222") == "28****22"
    assert names.mask_phone("110") == "****"
    assert names.mask_phone("653121193812311213") == "****13"  # an ID number in the wrong column
    assert names.mask_phone("") == ""


def test_people_are_parted_by_any_separator() -> None:
    assert split_people("王芳；阿依古丽、 买买提·吐尔逊,李明，;王芳") == ("王芳", "阿依古丽", "买买提·吐尔逊", "李明")
    assert split_people(" ； ") == ()
