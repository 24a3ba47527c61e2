@echo off
rem Starts vae4j on Windows: builds what is missing (config\launcher\Build.java), runs the application on the module path.
rem
rem   JAVA_HOME         a JDK 25 or later; without it, the java on PATH
rem   VAE4J_JAVA_OPTS   options for java, for example -Xmx8g
setlocal

set "java=java.exe"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
"%java%" -version >nul 2>nul
if errorlevel 1 (
    echo vae4j: needs a JDK 25 or later, for example Eclipse Temurin from https://adoptium.net: install one and set JAVA_HOME to its folder 1>&2
    exit /b 1
)
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

"%java%" -Djava.awt.headless=true "-Djava.util.logging.SimpleFormatter.format=%%4$s: %%5$s%%6$s%%n" -XX:+UseSerialGC %VAE4J_JAVA_OPTS% -p "%app%\vae-study.jar;%app%\lib" -m io.github.vae4j.study/io.github.vae4j.study.Main %*
exit /b %ERRORLEVEL%
