# Completion of cards for bash, 3.2 or later. It needs nothing besides.

# __cards_words puts the words of the line up to the cursor into the array words: unlike COMP_WORDS they are
# not split at colons and equal signs.
__cards_words() {
	local line=${COMP_LINE:0:COMP_POINT} part i
	words=()
	for ((i = 0; i <= COMP_CWORD; i++)); do
		part=${COMP_WORDS[i]}
		if ((i == 0)) || [[ $line == [[:space:]]* || -z $line && -z $part ]]; then
			line=${line#"${line%%[![:space:]]*}"}
			words+=("")
		fi
		if ((i == COMP_CWORD)); then
			part=$line
		fi
		words[${#words[@]}-1]+=$part
		line=${line#"$part"}
	done
}

__cards_complete() {
	local words current skip answer directive candidate
	local no_space=2 no_files=4 extensions=8 folders=16
	COMPREPLY=()
	__cards_words
	current=${words[${#words[@]}-1]}
	answer=$(CARDS_ACTIVE_HELP=0 "${words[0]}" __completeNoDesc "${words[@]:1}" 2>/dev/null) || return 0
	directive=${answer##*$'\n':}
	directive=${directive#:}
	answer=${answer%:*}
	if [[ $current == -*=* ]]; then
		current=${current#*=}
	fi
	# What readline is to put in place of the word begins behind the last sign at which it splits.
	skip=
	if [[ $current == *:* && $COMP_WORDBREAKS == *:* ]]; then
		skip=${current%"${current##*:}"}
	fi
	while IFS= read -r candidate; do
		if [[ -n $candidate && ${candidate//[\"\\]/} == "${current//[\"\\]/}"* ]]; then
			candidate=${candidate#"$skip"}
			if [[ $candidate == *[[:space:]\'\"\(\)\&\;\<\>\|\$\`\\]* ]]; then
				printf -v candidate %q "$candidate"
			fi
			COMPREPLY+=("$candidate")
		fi
	done <<<"$answer"
	if ((directive & no_space)) && type compopt &>/dev/null; then
		compopt -o nospace 2>/dev/null
	fi
	if ((${#COMPREPLY[@]} > 0 || directive & no_files)); then
		return 0
	fi
	local list=-f
	if ((directive & folders)); then
		list=-d
	fi
	while IFS= read -r candidate; do
		if ! ((directive & extensions)) || [[ -d $candidate || $'\n'$answer == *$'\n'"${candidate##*.}"$'\n'* ]]; then
			COMPREPLY+=("$candidate")
		fi
	done < <(compgen "$list" -- "$current")
	if type compopt &>/dev/null; then
		compopt -o filenames 2>/dev/null
	fi
}

complete -F __cards_complete cards
