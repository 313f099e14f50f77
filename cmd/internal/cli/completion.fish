# Completion of cards for fish.

function __cards_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l answer ($words[1] __complete $words[2..-1] "$current" 2>/dev/null)
    or return
    set -l directive (string replace : '' -- $answer[-1])
    set -e answer[-1]
    if test (count $answer) -gt 0
        # What a flag takes is answered without the flag.
        set -l flag (string match -r -- '^-[^=]*=' "$current")
        for candidate in $answer
            echo -- "$flag$candidate"
        end
    else if test (math "bitand($directive, 16)") -ne 0
        __fish_complete_directories "$current"
    else if test (math "bitand($directive, 4)") -eq 0
        __fish_complete_path "$current"
    end
end

complete -c cards -f -a '(__cards_complete)'
