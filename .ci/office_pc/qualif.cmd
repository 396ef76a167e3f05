@echo off
rem Opens Qualif on a Windows PC without administrator rights and without the network.
rem The first time, it installs what is in this folder, for this user alone, in about a minute.
setlocal
chcp 65001 >nul
set "HERE=%~dp0"
set "PLACE=%LOCALAPPDATA%\Qualif\@VERSION@"
set "PYTHONUTF8=1"
if exist "%PLACE%\ready.txt" goto open
py -@PYTHON@ -c "import venv" >nul 2>nul
if errorlevel 1 (
  echo Qualif demande Python @PYTHON@ sur ce poste. Demandez-le a votre service informatique.
  pause
  exit /b 2
)
echo Preparation de Qualif, une seule fois...
py -@PYTHON@ -m venv "%PLACE%" || goto failed
"%PLACE%\Scripts\python.exe" -m pip --disable-pip-version-check install --quiet --no-index --find-links "%HERE%wheels" --require-hashes -r "%HERE%requirements.txt" || goto failed
echo ok> "%PLACE%\ready.txt"
:open
where wt >nul 2>nul
if not errorlevel 1 if "%WT_SESSION%"=="" if "%~1"=="" (
  start "" wt -w new --title Qualif "%PLACE%\Scripts\qualif.exe"
  exit /b 0
)
"%PLACE%\Scripts\qualif.exe" %*
exit /b %errorlevel%
:failed
echo L'installation n'a pas abouti : un fichier de ce dossier manque ou a ete modifie.
echo Copiez a nouveau le dossier entier, ou montrez ce message a votre service informatique.
pause
exit /b 2
