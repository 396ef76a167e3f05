#!/bin/sh
# Opens Qualif on a Linux or macOS computer, for this user alone and without the network.
# The first time, it installs what is in this folder, in about a minute.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
place="${XDG_DATA_HOME:-$HOME/.local/share}/qualif-@VERSION@"
if [ ! -e "$place/ready" ]; then
  python=$(command -v python@PYTHON@ || true)
  if [ -z "$python" ]; then
    echo "Qualif demande Python @PYTHON@ sur ce poste. Demandez-le à votre service informatique." >&2
    exit 2
  fi
  echo "Préparation de Qualif, une seule fois…" >&2
  "$python" -m venv "$place"
  "$place/bin/python" -m pip --disable-pip-version-check install --quiet --no-index \
    --find-links "$here/wheels" --require-hashes -r "$here/requirements.txt" || {
    echo "L'installation n'a pas abouti : un fichier de ce dossier manque ou a été modifié." >&2
    exit 2
  }
  touch "$place/ready"
fi
exec "$place/bin/qualif" "$@"
