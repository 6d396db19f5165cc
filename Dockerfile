# The desk in a small image. The policy and the articles are in it; mount your own over them (docs/install.md).
FROM python:3.13-slim AS installed

WORKDIR /opt/frontdesk
RUN python -m venv .venv
COPY requirements.lock .
RUN .venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements.lock
COPY pyproject.toml README.md ./
COPY bot bot
COPY local_slack local_slack
RUN .venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
    && .venv/bin/pip uninstall -y pip setuptools

FROM python:3.13-slim

RUN useradd --system --no-create-home --uid 10001 frontdesk
WORKDIR /opt/frontdesk
COPY --from=installed /opt/frontdesk/.venv .venv
COPY manifest.yml desk.yml ./
COPY presets presets
COPY knowledge_base knowledge_base
RUN install -d -o frontdesk -m 700 var
ENV PATH=/opt/frontdesk/.venv/bin:$PATH PYTHONUNBUFFERED=1 FRONTDESK_LOG=json

USER frontdesk
VOLUME /opt/frontdesk/var
# /healthz says that the event loop turns; whether the desk can work is what /readyz says.
HEALTHCHECK --interval=15s --timeout=3s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ.get(\"FRONTDESK_PORT\", 3000)}/healthz', timeout=2)"]
# As the first process of the container it gets SIGTERM itself, and finishes what was begun.
CMD ["frontdesk", "run"]
