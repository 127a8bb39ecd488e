"""What a cell builds on: the parts of the cells above it that have to run before it.

So a check or a live picture can be tried without running its whole lesson. An import
and a function are parts of their own, the rest of a cell is one. What a name stands for
is said by the last part that gives it a value.
"""

import ast
import symtable


def parts_for(code, sources):
    """Return the parts of some cells that the code of a later one needs, in order."""
    needed = []
    wanted = names_needed(code)

    for source in reversed(sources):
        for part in reversed(parts_of(source)):
            made = names_made(part)
            if wanted & made:
                needed.insert(0, part)
                wanted = (wanted - made) | names_needed(part)
    return needed


def parts_of(source):
    """Return the imports and functions of a cell, one by one, and then the rest."""
    alone = []
    rest = []
    for statement in ast.parse(source).body:
        code = ast.unparse(statement)
        if isinstance(statement, ast.Import | ast.ImportFrom | ast.FunctionDef):
            alone.append(code)
        else:
            rest.append(code)
    return [*alone, "\n".join(rest)]


def names_needed(code):
    """Return the names that code reads before it has made them."""
    made = set()
    needed = set()
    for statement in ast.parse(code).body:
        line = ast.unparse(statement)
        if isinstance(statement, ast.For):  # it makes its names before it reads them
            made |= names_made(line)
        needed |= names_read(symtable.symtable(line, "cell", "exec")) - made
        made |= names_made(line)
    return needed


def names_made(code):
    """Return the names to which code gives a value: by =, def, import or for."""
    symbols = symtable.symtable(code, "cell", "exec").get_symbols()
    makes = [each for each in symbols if each.is_assigned() or each.is_imported()]
    return {symbol.get_name() for symbol in makes}


def names_read(table):
    """Return the names of a cell that it reads, in its functions too."""
    is_cell = table.get_type() == "module"
    read = set()
    for symbol in table.get_symbols():
        if symbol.is_referenced() and (is_cell or symbol.is_global()):
            read.add(symbol.get_name())
    for function in table.get_children():
        read |= names_read(function)
    return read
