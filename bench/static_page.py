"""The floor of the page benchmark: the same content as one static page, with its drawings inside it."""

import base64
import re

import httpx

Files = dict[str, tuple[bytes, dict[str, str]]]


def static_page(address: str, token: str) -> tuple[str, Files]:
    """Return Today's HTML with every drawing inlined, and its photos and fonts as files by their addresses."""
    with httpx.Client(base_url=address, cookies={"dagkaart_device": token}) as phone:
        html = phone.get("/today", headers={"accept": "text/html"}).text
        html = re.sub(r"<script type.*?</script>|<link rel=\"manifest\"[^>]*>", "", html, flags=re.DOTALL)
        html = re.sub(r"(?<=src=\")/assets/[^\"]+\.svg", lambda found: _inlined(phone, found[0]), html)
        kept = set(re.findall(r"/photos/[\w-]+/\w+\.\w+|/assets/[\w.-]+\.woff2", html))
        return html, {path: _file(phone, path) for path in kept}


def _inlined(phone: httpx.Client, path: str) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(phone.get(path).content).decode()}"


def _file(phone: httpx.Client, path: str) -> tuple[bytes, dict[str, str]]:
    answer = phone.get(path)
    return answer.content, {"Content-Type": answer.headers["content-type"]}
