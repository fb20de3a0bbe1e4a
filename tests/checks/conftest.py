from __future__ import annotations

import pytest

from siglum.checks.survey import read_survey


@pytest.fixture
def survey_of(publish, tei):
    """The survey of a document with a fragment in its text: `survey_of("<app>…</app>")`."""
    return lambda body, **more: read_survey(publish(tei(body, **more)).sources[0])
