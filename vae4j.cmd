@echo off
rem Starts vae4j on Windows: finds a JDK, builds what is missing, runs the application on the module path.
rem It builds once: after a change of the sources run "mvnw.cmd package -DskipTests".
rem
rem   VAE4J_JAVA_OPTS   options for java in place of -XX:+UseSerialGC

setlocal
set "jdk_needed=25"
set "root=%~dp0"

set "java="
if defined JAVA_HOME call :fits "%JAVA_HOME%\bin\java.exe"
if not defined java for %%j in (java.exe) do call :fits "%%~$PATH:j"
if not defined java for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\*" "%USERPROFILE%\.jdks\*") do if not defined java call :fits "%%~d\bin\java.exe"
if not defined java (
    echo vae4j: needs a JDK %jdk_needed% or later, for example Eclipse Temurin from https://adoptium.net: install one and set JAVA_HOME to its folder 1>&2
    exit /b 1
)
for %%j in ("%java%") do for %%b in ("%%~dpj.") do set "JAVA_HOME=%%~dpb"
if "%JAVA_HOME:~-1%"=="\" set "JAVA_HOME=%JAVA_HOME:~0,-1%"

if not exist "%root%vae-study\target\lib" goto build
if not exist "%root%vae-study\target\vae-study.jar" goto build
goto run

:build
echo vae4j: building, the first time takes some minutes ... 1>&2
pushd "%root%"
call mvnw.cmd -q -pl vae-study -am -DskipTests -Dcyclonedx.skip -Dforbiddenapis.skip -Denforcer.skip package 1>&2
set "code=%ERRORLEVEL%"
popd
if not "%code%"=="0" (
    echo vae4j: the build failed, see above 1>&2
    exit /b 1
)

:run
if not defined VAE4J_JAVA_OPTS set "VAE4J_JAVA_OPTS=-XX:+UseSerialGC"
"%java%" -Djava.awt.headless=true "-Djava.util.logging.SimpleFormatter.format=%%4$s: %%5$s%%6$s%%n" %VAE4J_JAVA_OPTS% ^
    -p "%root%vae-study\target\vae-study.jar;%root%vae-study\target\lib" ^
    -m io.github.vae4j.study/io.github.vae4j.study.Main %*
exit /b %ERRORLEVEL%

rem Sets java to %1 if that is the java of a JDK that is new enough: its file "release" names the version.
:fits
if not exist "%~1" exit /b
if not exist "%~dp1..\release" exit /b
for /f tokens^=2delims^=^"^.^- %%v in ('findstr /b "JAVA_VERSION=" "%~dp1..\release"') do if %%v GEQ %jdk_needed% set "java=%~1"
exit /b
