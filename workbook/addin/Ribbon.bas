Option Explicit
' A click runs the command that the button's tag names: Python does the work and says how it went.
' This file is ASCII; what is shown in Chinese is spelt by sheetplan.build.addin.

Public Sub SheetplanClick(control As IRibbonControl)
    SheetplanRun control.Tag
End Sub

Public Sub SheetplanRun(command As String)
    If ActiveWorkbook Is Nothing Then
        MsgBox SheetplanNoWorkbook(), vbInformation, "sheetplan"
        Exit Sub
    End If
    RunPython "from sheetplan.ribbon import start; start('" & command & "', '" & ADDIN_VERSION & "')"
End Sub

' For a machine without Excel: whether the project is whole.
Public Function SheetplanSelfTest() As String
    SheetplanSelfTest = "sheetplan " & ADDIN_VERSION
End Function
