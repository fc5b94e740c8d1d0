# The portal for production. Stage 1 compiles dlib for the machines of today (AVX2, OpenBLAS): a face
# costs half the time of the wheel. Stage 2 carries no compiler.
FROM debian:12-slim AS bangun
RUN apt-get update && apt-get install -y --no-install-recommends \
      python3 python3-venv python3-dev build-essential cmake libopenblas-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /jmo
COPY requirements.txt ./
RUN python3 -m venv .venv \
    && .venv/bin/pip install --no-deps --require-hashes -r requirements.txt
# The same version as the locked wheel, built from its source package; a failed build keeps the wheel.
ARG DLIB_DARI_SUMBER=1
RUN if [ "$DLIB_DARI_SUMBER" = 1 ]; then \
      CXXFLAGS="-O3 -march=x86-64-v3" .venv/bin/pip wheel --no-deps --no-binary :all: -w /roda dlib==20.0.1 \
      && .venv/bin/pip uninstall -y dlib-bin \
      && .venv/bin/pip install --no-deps --no-index /roda/dlib-*.whl; \
    fi

FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends python3 libopenblas0-pthread \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /jmo jmo
WORKDIR /jmo
COPY --from=bangun /jmo/.venv .venv
COPY . .
ENV PATH=/jmo/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    OPENBLAS_NUM_THREADS=1 \
    PYTHONWARNINGS="ignore:pkg_resources is deprecated:UserWarning" \
    STATIC_ROOT=/jmo/statis-terkumpul
# Static files and the catalogue need no database; the words below never leave this step.
RUN python -c "from jmo.siapan import siapkan_katalog; siapkan_katalog()" \
    && JMO_MODE=uji JMO_TEMPAT=/tmp/bangun python -c "import os, django; os.environ['DJANGO_SETTINGS_MODULE']='jmo.settings'; django.setup(); from django.conf import settings; settings.STORAGES['staticfiles']={'BACKEND':'whitenoise.storage.CompressedManifestStaticFilesStorage'}; from django.core.management import call_command; call_command('collectstatic', interactive=False, verbosity=0)" \
    && rm -rf /tmp/bangun
USER jmo
EXPOSE 8000
CMD ["gunicorn", "jmo.wsgi", "-b", "0.0.0.0:8000", "-k", "gthread", "-w", "2", "--threads", "4", "--log-level", "warning"]
