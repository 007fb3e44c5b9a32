@echo off
rem Starts Waybill on Windows. Untried: written without a Windows machine at hand; reports are welcome.
setlocal
set "here=%~dp0"
set "program=%here%src\Waybill.Cli\bin\Release\net10.0\waybill.dll"
if "%~1"=="publish" (
  dotnet publish "%here%src\Waybill.Cli\Waybill.Cli.csproj" -c Release -v quiet -nologo --self-contained -o "%here%artifacts\publish"
  exit /b %errorlevel%
)
rem Builds every time: incremental, a second or two. Delete these two lines to start faster.
dotnet build "%here%src\Waybill.Cli\Waybill.Cli.csproj" -c Release -v quiet -nologo 1>&2
if errorlevel 1 exit /b 2
dotnet "%program%" %*
exit /b %errorlevel%
