"""Whatever is asked, the answer is one that /openapi.json declares: status, type, headers, form."""

from __future__ import annotations

import functools
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from service import Client
from test_dts import ALL, BODY, TEXT, TOML, TREES

from siglum.config import read_config
from siglum.harvest.application import METHODS
from siglum.harvest.description import description
from siglum.harvest.layout import NAME
from siglum.publishing import publish

SCHEMATHESIS = os.environ.get("SIGLUM_SCHEMATHESIS", "")
TOLD: Any = json.loads(description())
#: What only a server of HTTP can say, before the service is asked.
OF_HTTP = {"414", "431", "505"}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of three texts: one has two trees, one declares nothing, one is long."""
    folder = tmp_path_factory.mktemp("statuses")
    (folder / "tei").mkdir()
    lines = "".join(f"<l>line {n}</l>" for n in range(1, 1102))
    texts = {"tree": (TREES, BODY), "bare": ("", "<p>one</p>"), "long": ("", f"<lg>{lines}</lg>")}
    for name, (encoding, body) in texts.items():
        told = TEXT.format(id=name, encoding=encoding, body=body)
        (folder / "tei" / f"{name}.xml").write_text(told)
    (folder / "edition.toml").write_text(TOML)
    assert publish(read_config(folder)[0], now=lambda: "2026-11-28T10:00:00Z").written
    return folder / "public" / NAME


@functools.cache
def _validator(path: str, status: str, media: str) -> jsonschema.Draft202012Validator:
    declared = TOLD["paths"][path]["get"]["responses"][status]["content"][media]["schema"]
    schema = {**declared, "components": TOLD["components"]}
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def _check(client: Client, path: str, method: str, query: str) -> str:
    """Ask, and look whether the answer is declared -> its status."""
    status, headers, body = client.send(query, path, method.upper())
    declared = TOLD["paths"][path][method]["responses"]
    assert status[:3] in declared
    answer = declared[status[:3]]
    assert set(answer.get("headers", {})) <= set(headers)
    if method == "head":
        assert body == b""
        return status[:3]
    media = headers["Content-Type"].partition(";")[0]
    assert media in answer["content"]
    if media.endswith("json"):
        _validator(path, status[:3], media).validate(json.loads(body))
    return status[:3]


def test_all_paths_and_methods_are_declared() -> None:
    """What the service knows is what it says that it knows."""
    known = {f"/{path}": methods.lower().split(", ") for path, methods in METHODS.items()}
    assert {path: sorted(told) for path, told in TOLD["paths"].items()} == known


@pytest.mark.parametrize("path", TOLD["paths"])
def test_other_methods(file: Path, path: str) -> None:
    """They are answered by those that are declared, which OpenAPI cannot declare."""
    status, headers, _ = Client(file, None).send("", path, "DELETE")
    assert status == "405 Method Not Allowed"
    assert sorted(headers["Allow"].lower().split(", ")) == sorted(TOLD["paths"][path])


def test_the_parameters_are_those_of_the_templates(file: Path) -> None:
    """Of the entry, and of each text, which names one itself."""
    entry = json.loads(Client(file, None).send("", "/dts")[2])
    for name in ("collection", "navigation", "document"):
        asked = TOLD["paths"][f"/dts/{name}"]["get"]["parameters"]
        declared = ",".join(one["name"] for one in asked)
        assert entry[name] == f"https://ed.example.org/dts/{name}{{?{declared}}}"


_NAMES = "resource ref start end down tree page id nav mediaType verb metadataPrefix x".split()
_VALUES = (
    st.sampled_from([*ALL, "tree", "bare", "long", "pages", "-1", "0", "1", "2", "parents"])
    | st.sampled_from(["text/html", "text/plain", "application/xml", "Identify", "ListRecords"])
    | st.text(max_size=8)
)
_QUERIES = st.dictionaries(st.sampled_from(_NAMES), _VALUES, max_size=6).map(
    lambda asked: urlencode(asked, errors="replace")
)
_ASKED = st.sampled_from(
    [(path, method) for path, told in TOLD["paths"].items() for method in told]
)


@settings(max_examples=800)
@given(asked=_ASKED, query=_QUERIES | st.text(max_size=40).map(quote))
def test_no_answer_is_undeclared(file: Path, asked: tuple[str, str], query: str) -> None:
    """At random, each with the form that is declared for it."""
    _check(Client(file, None), *asked, query)


@settings(max_examples=400)
@given(
    path=st.sampled_from(["navigation", "document", "collection"]),
    asked=st.fixed_dictionaries(
        {"resource": st.sampled_from(["tree", "bare", "long"])},
        optional={
            "ref": st.sampled_from(ALL), "down": st.sampled_from("-1 0 1 2".split()),
            "page": st.sampled_from("1 2".split()), "tree": st.sampled_from(["pages"]),
            "mediaType": st.sampled_from("text/html text/plain text/xml".split()),
        },
    ),
)  # fmt: skip
def test_no_answer_about_a_text_is_undeclared(file: Path, path: str, asked: dict[str, str]) -> None:
    """Most random requests ask for what is not there; these ask for what is."""
    asked = {**asked, "id": asked["resource"]}
    _check(Client(file, None), f"/dts/{path}", "get", urlencode(asked))


@pytest.mark.parametrize("path", TOLD["paths"])
def test_what_is_declared_happens(file: Path, path: str, tmp_path: Path) -> None:
    """No status is declared for nothing; without a file, all ask to come again."""
    client = Client(file, None)
    queries = [
        "", "resource=tree&down=1", "id=tree", "id=x", "resource=x&down=1", "nav=x", "x=1&x=2",
    ]  # fmt: skip
    found = {_check(client, path, "get", query) for query in queries}
    if path != "/openapi.json":
        found.add(_check(Client(tmp_path / "none", None), path, "get", ""))
    declared = set(TOLD["paths"][path]["get"]["responses"])
    # What is no request at all is a matter of HTTP too
    assert declared - found <= OF_HTTP | {"400", "503"}
    assert ("503" in found) is (path != "/openapi.json")
    assert ("400" in found) is path.startswith("/dts")


@pytest.mark.skipif(not SCHEMATHESIS, reason="SIGLUM_SCHEMATHESIS names no schemathesis (4.x)")
@pytest.mark.parametrize(
    "values", ["", '"resource" = "tree"\n"id" = "tree"', '"resource" = "long"']
)
def test_schemathesis_finds_nothing_undeclared(file: Path, tmp_path: Path, values: str) -> None:
    """An independent program asks what it can think of; also with identifiers that there are."""
    command = [sys.executable, "-m", "siglum", "serve", "-q", str(file), "--port", "0"]
    checks = (
        "not_a_server_error,status_code_conformance,content_type_conformance,"
        "response_headers_conformance,response_schema_conformance,unsupported_method,"
        "allow_header_conformance"
    )
    (tmp_path / "schemathesis.toml").write_text(f"[parameters]\n{values}\n")
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        address = re.findall(r"http://[\d.:]+", server.stderr.readline())[0]
        try:
            told = subprocess.run(
                [
                    SCHEMATHESIS, "run", f"{address}/openapi.json", "--checks", checks,
                    "-n", "100", "--request-timeout", "200",
                ],
                cwd=tmp_path, capture_output=True, text=True, check=False,
            )  # fmt: skip
        finally:
            server.terminate()
    assert told.returncode == 0, told.stdout
    assert "Selected: 15/15" in told.stdout
