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
