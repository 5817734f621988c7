"""What if one thing in these rules were written wrongly?

Mutants are made from a module's syntax tree, each with one change: a boundary moved, a
comparison negated, a clause dropped, a constant changed, a refusal taken for a permit.
"""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass


BOUNDARIES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}
NEGATIONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
}
# Where a tuple of these names stands, each element is a clause that could be forgotten.
LISTS_END_IN = ("_RULES", "LIMITS")


@dataclass(frozen=True)
class Mutant:
    """A module with one thing wrong. `where` is the function or list it is in."""

    where: str
    kind: str
    line: int
    before: str
    after: str
    tree: ast.Module

    def __str__(self) -> str:
        return f"{self.where}, line {self.line}: {self.before} became {self.after}"


type Change = tuple[str, ast.AST]


def mutants_of(source: str, *, only: frozenset[str] | None = None) -> Iterator[Mutant]:
    """Every mutant of a module; `only` narrows to these functions and lists."""
    tree = ast.parse(source)
    for where, top in _places(tree):
        if only is not None and where not in only:
            continue
        for node in ast.walk(top):
            for kind, change in _changes(node, where):
                yield _mutant(tree, node, where=where, kind=kind, change=change)


def _places(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """Each function's body without its docstring, and each list of clauses."""
    for node in tree.body:
        match node:
            case ast.FunctionDef():
                for statement in node.body:
                    if not _is_docstring(statement):
                        yield node.name, statement
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                yield name, value
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                yield name, value
            case _:
                pass


def _is_docstring(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def _mutant(
    tree: ast.Module, node: ast.AST, *, where: str, kind: str, change: ast.AST
) -> Mutant:
    """The same tree with one node put in another's place."""
    changed = _put(tree, node, change)
    ast.fix_missing_locations(changed)
    return Mutant(
        where=where,
        kind=kind,
        line=getattr(node, "lineno", 0),
        before=ast.unparse(node),
        after=ast.unparse(ast.fix_missing_locations(copy.deepcopy(change))),
        tree=changed,
    )


def _put(tree: ast.Module, old: ast.AST, new: ast.AST) -> ast.Module:
    class Swap(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            return new if node is old else self.generic_visit_copy(node)

        def generic_visit_copy(self, node: ast.AST) -> ast.AST:
            fields = {
                name: [
                    self.visit(one) if isinstance(one, ast.AST) else one
                    for one in value
                ]
                if isinstance(value, list)
                else self.visit(value)
                if isinstance(value, ast.AST)
                else value
                for name, value in ast.iter_fields(node)
            }
            return ast.copy_location(type(node)(**fields), node)

    changed = Swap().visit(tree)
    assert isinstance(changed, ast.Module)
    return changed


def _changes(node: ast.AST, where: str) -> Iterator[Change]:
    match node:
        case ast.Compare():
            yield from _of_comparison(node)
        case ast.BoolOp():
            yield from _of_clauses(node)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "negated", operand
        case ast.If():
            yield from _of_condition(node)
        case ast.Return() | ast.Constant():
            yield from _of_value(node)
        case ast.Tuple() | ast.Set() if _lists(where):
            yield from _of_list(node)


def _of_comparison(node: ast.Compare) -> Iterator[Change]:
    op = type(node.ops[0])
    for kind, table in (("boundary", BOUNDARIES), ("negated", NEGATIONS)):
        if op in table and len(node.ops) == 1:
            yield kind, ast.Compare(node.left, [table[op]()], node.comparators)


def _of_clauses(node: ast.BoolOp) -> Iterator[Change]:
    for number in range(len(node.values)):
        rest = [value for at, value in enumerate(node.values) if at != number]
        yield "dropped clause", rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
    other = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
    yield "negated", ast.BoolOp(other, node.values)


def _of_condition(node: ast.If) -> Iterator[Change]:
    for kind, constant in (("dropped clause", False), ("constant", True)):
        yield kind, ast.If(ast.Constant(constant), node.body, node.orelse)
    yield "negated", ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)


def _of_value(node: ast.Return | ast.Constant) -> Iterator[Change]:
    match node:
        case ast.Return(value=ast.Constant(value=None)):
            yield "constant", ast.Return(ast.Constant("A reason."))
        case ast.Return(value=ast.expr()):
            yield "constant", ast.Return(ast.Constant(None))
        case ast.Constant(value=bool() as value):
            yield "constant", ast.Constant(not value)
        case ast.Constant(value=str() as value):
            yield "constant", ast.Constant(f"{value}?")
        case _:
            pass


def _of_list(node: ast.Tuple | ast.Set) -> Iterator[Change]:
    for number in range(len(node.elts)):
        rest = [one for at, one in enumerate(node.elts) if at != number]
        yield "dropped clause", _like(node, rest)


def _lists(where: str) -> bool:
    return where.endswith(LISTS_END_IN) or where.isupper()


def _like(node: ast.AST, elements: list[ast.expr]) -> ast.expr:
    if isinstance(node, ast.Tuple):
        return ast.Tuple(elements, ast.Load())
    return ast.Set(elements) if elements else ast.Call(ast.Name("set", ast.Load()), [])
