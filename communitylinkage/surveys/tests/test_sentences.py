"""Every sentence in pyxform's source that carries no code of its own has one of ours, and words."""

import ast
from pathlib import Path

import pytest
import pyxform

from communitylinkage.surveys.wording import PROBLEMS, said
from communitylinkage.surveys.xlsform.converting import convert
from communitylinkage.surveys.xlsform.messages import problem_of
from communitylinkage.surveys.xlsform.problems import Weight

SOURCE = Path(pyxform.__file__).parent
# These read files, or XForms, or answers: we ask pyxform for none of that.
ELSEWHERE = {
    "instance.py", "xform_instance_parser.py", "xform2json.py", "xls2json_backends.py",
    "file_utils.py", "xls2xform.py", "odk_validate", "enketo_validate", "error_cleaner.py",
    "updater.py", "util.py",
}  # fmt: skip


class Sentences(ast.NodeVisitor):
    """The texts that are raised or warned of, each with "x" for what is filled in."""

    def __init__(self, file):
        self.found, self.names = [], {}
        self.visit(ast.parse(file.read_text("utf-8")))

    def visit_Assign(self, node):
        for target in node.targets:
            if isinstance(target, ast.Name):
                self.names[target.id] = self.text(node.value)

    def visit_AugAssign(self, node):
        if isinstance(node.target, ast.Name):
            self.names[node.target.id] = self.names.get(node.target.id, "") + self.text(node.value)

    def visit_Call(self, node):
        raised = getattr(node.func, "id", "") == "PyXFormError"
        warned = (
            getattr(node.func, "attr", "") == "append"
            and getattr(node.func.value, "id", "") == "warnings"
        )
        if (raised or warned) and node.args:
            self.found.append((node.lineno, self.text(node.args[0])))
        self.generic_visit(node)

    def text(self, node):
        if isinstance(node, ast.Constant):
            return str(node.value)
        if isinstance(node, ast.JoinedStr):
            return "".join(map(self.text, node.values))
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return self.text(node.left) + self.text(node.right)
        if isinstance(node, ast.BinOp):  # ROW_FORMAT_STRING % row_number
            return "[row : 7]"
        if isinstance(node, ast.Name):
            return self.names.get(node.id, "x")
        return "CODED" if "ErrorCode" in ast.unparse(node) else "x"


def sentences():
    for file in sorted(SOURCE.rglob("*.py")):
        if ELSEWHERE.isdisjoint(file.relative_to(SOURCE).parts):
            for line, text in Sentences(file).found:
                # What another function says is not looked at here: it stands as "x" alone.
                bare = text.replace("[row : 7]", "").replace("x", "")
                if "CODED" not in text and bare.strip():
                    yield pytest.param(text, id=f"{file.name}:{line}")


FOUND = list(sentences())


def test_there_are_such_sentences():
    assert len(FOUND) > 30


@pytest.mark.parametrize("sentence", FOUND)
def test_a_sentence_without_a_code_is_said_in_plain_words(sentence):
    problem = problem_of(sentence, Weight.ERROR)
    assert problem.code in PROBLEMS, sentence
    what, mend = said(problem)
    assert what
    assert mend


def test_a_choice_of_several_with_a_space_in_its_name_is_named_at_its_row():
    sheets = {
        "survey": [["type", "name", "label"], ["select_multiple l", "a", "A"]],
        "choices": [["list_name", "name", "label"], ["l", "one", "1"], ["l", "two words", "2"]],
    }
    (problem,) = convert(sheets).problems
    assert (problem.code, problem.sheet, problem.row, problem.column) == (
        "converter.choice_space", "choices", 3, "name",
    )  # fmt: skip
    assert said(problem)[0] == "A choice of several has a name with a space in it: two words"
