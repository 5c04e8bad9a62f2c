"""Asks one file questions with the DuckDB on the path of this process: a client as people have it.

Takes the file as its argument and a JSON list of questions on standard input; answers with a JSON
list: of each question its rows as text, or the words in which the client refuses it. It uses
nothing but DuckDB, since it runs with versions that the project itself does not.
"""

import json
import sys

import duckdb


def answer(connection: duckdb.DuckDBPyConnection, question: str) -> list | str:
    try:
        return [[str(value) for value in row] for row in connection.execute(question).fetchall()]
    except duckdb.Error as error:
        return str(error)


if __name__ == "__main__":
    questions = json.load(sys.stdin)
    with duckdb.connect(sys.argv[1], read_only=True) as connection:
        json.dump([answer(connection, question) for question in questions], sys.stdout)
