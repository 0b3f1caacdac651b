# Scripts, styles and drawings.
FROM node:24-slim AS frontend
WORKDIR /dagkaart
COPY package.json package-lock.json ./
RUN npm ci --no-fund --no-audit
COPY vite.config.ts tsconfig.json ./
COPY frontend frontend
COPY pictograms pictograms
RUN npm run build

# The program, its packages and the compiled words.
FROM python:3.13-slim AS program
COPY --from=ghcr.io/astral-sh/uv:0.13 /uv /usr/local/bin/uv
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
WORKDIR /dagkaart
COPY pyproject.toml uv.lock README.md LICENSE ./
RUN uv sync --locked --no-dev --no-install-project
COPY app app
COPY frontend/templates frontend/templates
COPY locales locales
COPY pictograms pictograms
COPY --from=frontend /dagkaart/build build
RUN uv sync --locked --no-dev && DAGKAART_DATA_FOLDER=/tmp/build .venv/bin/dagkaart build

FROM python:3.13-slim
RUN useradd --system --uid 10001 dagkaart && install -d -o dagkaart /data
COPY --from=program /dagkaart /dagkaart
WORKDIR /dagkaart
ENV PATH=/dagkaart/.venv/bin:$PATH DAGKAART_DATA_FOLDER=/data
USER dagkaart
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s CMD python -c "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/health', timeout=4)"
CMD ["sh", "-c", "dagkaart migrate && exec dagkaart serve --empty"]
