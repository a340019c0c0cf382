"""The largest upload is said in two places, for the page and for the server, which must agree."""

import tomllib
from pathlib import Path

from followup_core.formats.parsed_file import MEGABYTE
from followup_core.services.imports.file_detection import MAX_UPLOAD_BYTES

CONFIG = Path(__file__).parents[4] / ".streamlit" / "config.toml"


def test_the_server_lets_in_what_an_upload_may_be() -> None:
    config = tomllib.loads(CONFIG.read_text(encoding="utf-8"))
    assert config["server"]["maxUploadSize"] * MEGABYTE >= MAX_UPLOAD_BYTES
