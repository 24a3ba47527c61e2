@echo off
rem Starts vae4j on Windows: finds a JDK, builds what is missing (config\launcher\Build.java), runs the application on the
rem module path.
rem
rem   JAVA_HOME         a JDK 25 or later, tried first; then the java on PATH and the usual folders
rem   VAE4J_JAVA_OPTS   options for java, for example -Xmx8g
setlocal
set "jdk_needed=25"

set "java="
if defined JAVA_HOME call :fits "%JAVA_HOME%\bin\java.exe"
for %%j in (java.exe) do call :fits "%%~$PATH:j"
call :search "%ProgramFiles%\Eclipse Adoptium"
call :search "%ProgramFiles%\Java"
call :search "%ProgramFiles%\Microsoft"
call :search "%USERPROFILE%\.jdks"
if not defined java (
    echo vae4j: needs a JDK %jdk_needed% or later, for example Eclipse Temurin from https://adoptium.net: install one and set JAVA_HOME to its folder 1>&2
    exit /b 1
)
for %%j in ("%java%") do set "JAVA_HOME=%%~dpj.."
if "%~1"=="bench" (
    echo vae4j: benchmarks are started by the launcher for shells, vae4j, for example in WSL 1>&2
    exit /b 1
)

rem Prints the folder of the build.
set "answer=%TEMP%\vae4j-%RANDOM%-%RANDOM%.txt"
"%java%" "%~dp0config\launcher\Build.java" study >"%answer%"
if errorlevel 1 (
    del "%answer%" 2>nul
    exit /b 1
)
set /p app=<"%answer%"
del "%answer%"

"%java%" -Djava.awt.headless=true --sun-misc-unsafe-memory-access=allow "-Djava.util.logging.SimpleFormatter.format=%%4$s: %%5$s%%6$s%%n" -XX:+UseSerialGC %VAE4J_JAVA_OPTS% ^
    -p "%app%\vae-study.jar;%app%\lib" -m io.github.vae4j.study/io.github.vae4j.study.Main %*
exit /b %ERRORLEVEL%

rem Looks for a JDK in the folders of the folder %1.
:search
if not exist "%~1" exit /b
for /f "delims=" %%d in ('dir /b /ad "%~1"') do call :fits "%~1\%%d\bin\java.exe"
exit /b

rem Sets java to %1 if none was found before and this is the java of a JDK that is new enough: its file "release" tells.
:fits
if defined java exit /b
if "%~1"=="" exit /b
if not exist "%~1" exit /b
if not exist "%~dp1..\release" exit /b
for /f "usebackq tokens=1,2 delims==" %%a in ("%~dp1..\release") do (
    if "%%a"=="JAVA_VERSION" for /f "tokens=1 delims=.-" %%m in ("%%~b") do if %%m GEQ %jdk_needed% set "java=%~1"
)
exit /b
