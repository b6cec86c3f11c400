"""Small faults in a module, one at a time, each made in its syntax tree."""

import ast
import copy
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TypeVar

_Part = TypeVar("_Part")

_SWAPPED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_OTHER_OPERATOR: dict[type[ast.operator], type[ast.operator]] = {
    ast.Sub: ast.Add,
    ast.BitAnd: ast.BitOr,
    ast.FloorDiv: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
_OTHER_CALL = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list", "reversed": "list"}
_UNTOUCHED = frozenset({"decorator_list", "annotation", "returns", "format_spec", "bases"})
"""Parts of a declaration that say nothing at run time, or are no statement of this program's."""


@dataclass(frozen=True, eq=False)
class Mutant:
    """One fault: what stands in a spot of a module's tree, and what is put there instead."""

    module: str
    line: int
    where: str
    said: str
    tree: ast.Module
    parent: ast.AST
    field: str
    index: int | None
    node: ast.AST

    @property
    def name(self) -> str:
        """By which lists name it, whatever line it stands on."""
        return f"{self.module} {self.where}: {self.said}"

    def compiled(self, path: Path) -> object:
        """The module's code with the fault; the tree keeps it, so this is for a process that ends soon."""
        if self.index is None:
            setattr(self.parent, self.field, self.node)
        else:
            getattr(self.parent, self.field)[self.index] = self.node
        return compile(ast.fix_missing_locations(self.tree), str(path), "exec")


def mutants_of(module: str, source: str) -> list[Mutant]:
    """Every fault that can be made in a module, as its text goes; of two that read alike in one function the second has a number."""
    tree = ast.parse(source)
    found, times = [], Counter[str]()
    for spot, where, said, node in _walk(tree, ""):
        times[f"{where}: {said}"] += 1
        again = times[f"{where}: {said}"]
        parent, field, index, line = spot
        found.append(Mutant(module, line, where, said if again == 1 else f"{said} ({again})", tree, parent, field, index, node))
    return found


_Spot = tuple[ast.AST, str, int | None, int]
_Found = tuple[_Spot, str, str, ast.AST]


def _walk(parent: ast.AST, where: str) -> Iterator[_Found]:
    for field, value in ast.iter_fields(parent):
        if field in _UNTOUCHED or (field == "keywords" and isinstance(parent, ast.ClassDef)):
            continue
        for index, node in enumerate(value) if isinstance(value, list) else ((None, value),):
            if not isinstance(node, ast.AST) or _says_nothing(node):
                continue
            inside = where
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                inside = f"{where}.{node.name}".lstrip(".")
            line: int = getattr(node, "lineno", getattr(parent, "lineno", 0))
            for said, new in chain(((f"{_text(node)} → {_text(new)}", new) for new in _instead(node)), _smaller(node)):
                yield (parent, field, index, line), inside or "(module)", said, new
            yield from _walk(node, inside)


def _says_nothing(node: ast.AST) -> bool:
    """Docstrings, imports, and the texts of errors that are told to nobody."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id.endswith("Error"):
        return True
    return isinstance(node, (ast.Import, ast.ImportFrom, ast.expr_context))


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.Pass):
        return "nothing"
    text = ast.unparse(node)
    if isinstance(node, (ast.If, ast.While)):
        text = f"{'if' if isinstance(node, ast.If) else 'while'} {ast.unparse(node.test)}"
    return " ".join(text.split())


def _instead(node: ast.AST) -> Iterator[ast.AST]:
    """What may stand for a node."""
    if isinstance(node, (ast.If, ast.While, ast.IfExp)):
        changed = copy.copy(node)
        changed.test = ast.UnaryOp(ast.Not(), node.test)
        yield changed
    elif isinstance(node, ast.stmt):
        yield from _other_statement(node)
    elif isinstance(node, (ast.Compare, ast.BoolOp, ast.UnaryOp)):
        yield from _other_condition(node)
    elif isinstance(node, ast.Constant):
        yield from _other_constant(node.value)
    elif isinstance(node, ast.BinOp):
        yield from _other_operation(node)
    elif isinstance(node, ast.Call):
        yield from _other_call(node)
    else:
        yield from _other_form(node)


def _other_condition(node: ast.Compare | ast.BoolOp | ast.UnaryOp) -> Iterator[ast.expr]:
    if isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            for other in _SWAPPED[type(operator)]:
                yield ast.Compare(node.left, [*node.ops[:place], other(), *node.ops[place + 1 :]], node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        for left in _each_left_out(node.values):
            yield left[0] if len(left) == 1 else ast.BoolOp(node.op, left)
    elif isinstance(node.op, ast.Not):
        yield node.operand


def _other_form(node: ast.AST) -> Iterator[ast.expr]:
    """A slice without an end, an order without one of its parts."""
    if isinstance(node, ast.Slice):
        if node.lower is not None:
            yield ast.Slice(None, node.upper, node.step)
        if node.upper is not None:
            yield ast.Slice(node.lower, None, node.step)
    elif isinstance(node, ast.Lambda) and isinstance(node.body, ast.Tuple):
        for left in _each_left_out(node.body.elts):
            yield ast.Lambda(node.args, ast.Tuple(left, ast.Load()))


def _each_left_out(parts: Sequence[_Part]) -> Iterator[list[_Part]]:
    for place in range(len(parts)):
        yield [*parts[:place], *parts[place + 1 :]]


def _other_statement(node: ast.stmt) -> Iterator[ast.stmt]:
    """A statement left out, or a return of something else; a plain name is not left unset, which every test would notice."""
    called = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    if called or isinstance(node, (ast.Raise, ast.Break, ast.Continue, ast.AugAssign, ast.Delete)):
        yield ast.Pass()
    elif isinstance(node, ast.Assign) and not isinstance(node.targets[0], ast.Name):
        targets = node.targets[0].elts if isinstance(node.targets[0], ast.Tuple) else node.targets
        if not any(isinstance(each, (ast.Name, ast.Starred)) for each in targets):
            yield ast.Pass()
    elif isinstance(node, ast.Return) and node.value is not None:
        yield from (ast.Return(value) for value in _other_answers(node.value))


def _other_answers(value: ast.expr) -> Iterator[ast.expr]:
    asks = isinstance(value, (ast.Compare, ast.BoolOp)) or (isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.Not))
    if asks or (isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in ("any", "all", "isinstance")):
        yield ast.Constant(True)
        yield ast.Constant(False)
    elif not (isinstance(value, ast.Constant) and value.value in (None, True, False)):
        yield ast.Constant(None)


def _other_constant(value: object) -> Iterator[ast.expr]:
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
        if value > 1:
            yield ast.Constant(value - 1)
    elif isinstance(value, str):
        yield ast.Constant(value + "!")
    elif isinstance(value, bytes):
        yield ast.Constant(value + b"!")


def _other_operation(node: ast.BinOp) -> Iterator[ast.expr]:
    if type(node.op) in _OTHER_OPERATOR:
        yield ast.BinOp(node.left, _OTHER_OPERATOR[type(node.op)](), node.right)
    if isinstance(node.op, (ast.Add, ast.BitOr, ast.Sub, ast.Mult, ast.Mod)):
        yield node.left
    if isinstance(node.op, (ast.Add, ast.BitOr)):
        yield node.right


def _other_call(node: ast.Call) -> Iterator[ast.expr]:
    """An argument dropped, the first two exchanged, or another function of the same form."""
    args, name = node.args, node.func.id if isinstance(node.func, ast.Name) else ""
    for place in range(len(node.keywords)):
        if node.keywords[place].arg is not None:
            yield ast.Call(node.func, args, [*node.keywords[:place], *node.keywords[place + 1 :]])
    if len(args) > 1 and not any(isinstance(each, ast.Starred) for each in args):
        # Big-endian is what Python takes by itself.
        if not (isinstance(args[-1], ast.Constant) and args[-1].value == "big"):
            yield ast.Call(node.func, args[:-1], node.keywords)
        if name not in ("isinstance", "getattr", "min", "max"):
            yield ast.Call(node.func, [args[1], args[0], *args[2:]], node.keywords)
    if name in _OTHER_CALL:
        keywords = [] if _OTHER_CALL[name] == "list" else node.keywords
        yield ast.Call(ast.Name(_OTHER_CALL[name], ast.Load()), args, keywords)


def _smaller(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """One part of a display, of a comprehension's conditions or of the errors that are caught left out."""
    if isinstance(node, ast.comprehension):
        for test, rest in zip(node.ifs, _each_left_out(node.ifs), strict=True):
            yield f"without the condition {_text(test)}", ast.comprehension(node.target, node.iter, rest, node.is_async)
    elif isinstance(node, ast.Dict) and len(node.keys) > 1:
        lists = zip(_each_left_out(node.keys), _each_left_out(node.values), strict=True)
        for (key, value), (keys, values) in zip(zip(node.keys, node.values, strict=True), lists, strict=True):
            yield f"a display without {_text(key or value)}", ast.Dict(keys, values)
    elif isinstance(node, (ast.Set, ast.List)) and len(node.elts) > 1 and not isinstance(getattr(node, "ctx", None), ast.Store):
        for each, rest in zip(node.elts, _each_left_out(node.elts), strict=True):
            yield f"a display without {_text(each)}", ast.Set(rest) if isinstance(node, ast.Set) else ast.List(rest, ast.Load())
    elif isinstance(node, ast.ExceptHandler) and isinstance(node.type, ast.Tuple):
        for caught, rest in zip(node.type.elts, _each_left_out(node.type.elts), strict=True):
            yield f"{_text(caught)} not caught", ast.ExceptHandler(ast.Tuple(rest, ast.Load()), node.name, node.body)
