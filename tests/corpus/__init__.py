"""The promise that nothing foreign is lost, held against any folder of workbooks."""
