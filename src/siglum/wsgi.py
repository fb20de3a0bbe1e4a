"""The environment variable SIGLUM_HARVEST -> the service, for any WSGI server: `siglum.wsgi:app`.

It names the file that `siglum publish` wrote (else public/harvest.sqlite of the current folder);
SIGLUM_SERVICE is the address of the service, if it is another one than edition.toml says.
"""

from __future__ import annotations

import os
from pathlib import Path

from siglum.harvest.application import application
from siglum.harvest.layout import NAME

app = application(
    Path(os.environ.get("SIGLUM_HARVEST") or f"public/{NAME}"), os.environ.get("SIGLUM_SERVICE", "")
)
