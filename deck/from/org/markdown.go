package org

import (
	"regexp"
	"strings"

	"cards/deck/from/pattern"
)

var (
	srcBegin  = pattern.New(`(?i)^(\s*)#\+begin_(src|example|quote|verse|center|export)\s*(\S*).*$`)
	srcEnd    = pattern.New(`(?i)^\s*#\+end_(\w+)\s*$`)
	linkText  = pattern.New(`\[\[([^\[\]]+)\](?:\[([^\[\]]+)\])?\]`)
	code      = pattern.New(`(^|[\s({'"-])~([^\s~](?:[^~\n]*[^\s~])?)~($|[\s)}'".,;:!?-])`)
	plainCode = pattern.New(`(^|[\s({'"-])=([^\s=](?:[^=\n]*[^\s=])?)=($|[\s)}'".,;:!?-])`)
	boldText  = pattern.New(`(^|[\s({'"/_-])\*([^\s*](?:[^*\n]*[^\s*])?)\*($|[\s)}'".,;:!?/_-])`)
	italic    = pattern.New(`(^|[\s({'"*_-])/([^\s/](?:[^/\n]*[^\s/])?)/($|[\s)}'".,;:!?*_-])`)
	struck    = pattern.New(`(^|[\s({'"-])\+([^\s+](?:[^+\n]*[^\s+])?)\+($|[\s)}'".,;:!?-])`)
	inlineTeX = pattern.New(`\\\((.+?)\\\)`)
	blockTeX  = pattern.New(`(?s)\\\[(.+?)\\\]`)
	listItem  = pattern.New(`^(\s*)\+\s`)
	fixedLine = pattern.New(`^\s*: ?(.*)$`)
	remark    = pattern.New(`^\s*#(?:\s|$)`)
	keyword   = pattern.New(`(?i)^\s*#\+(?:caption|name|attr_\w+|results|header|startup|options):?.*$`)
)

// Markdown writes Org markup as Markdown.
func Markdown(text string) string {
	var out []string
	inCode, indent := "", ""
	for line := range strings.SplitSeq(text, "\n") {
		var begin []string
		plain := strings.TrimSpace(line)
		isSetting := strings.HasPrefix(plain, "#")
		if isSetting {
			begin = srcBegin().FindStringSubmatch(line)
		}
		switch {
		case inCode != "":
			if m := srcEnd().FindStringSubmatch(line); m != nil && strings.EqualFold(m[1], inCode) {
				inCode = ""
				out = append(out, "```")
				continue
			}
			out = append(out, strings.TrimPrefix(strings.TrimPrefix(line, indent), ","))
		case begin != nil && (strings.EqualFold(begin[2], "src") || strings.EqualFold(begin[2], "example")):
			inCode, indent = strings.ToLower(begin[2]), begin[1]
			out = append(out, "```"+begin[3])
		case begin != nil, isSetting && isHidden(line):
		case strings.HasPrefix(plain, ":") && fixedLine().MatchString(line) && !drawerLine().MatchString(line):
			out = append(out, "    "+fixedLine().FindStringSubmatch(line)[1])
		default:
			out = append(out, inlineMarkup(line))
		}
	}
	if inCode != "" {
		out = append(out, "```")
	}
	joined := strings.Join(out, "\n")
	if strings.Contains(joined, `\[`) {
		joined = blockTeX().ReplaceAllString(joined, "$$$$$1$$$$")
	}
	return strings.TrimRight(strings.Trim(joined, "\n"), " \n")
}

// isHidden says whether a line that begins with "#" is the end of a block, a remark or a setting.
func isHidden(line string) bool {
	return srcEnd().MatchString(line) || remark().MatchString(line) || keyword().MatchString(line)
}

// inlineMarkup writes the markup within a line. Code and math are left alone by the rest.
func inlineMarkup(line string) string {
	if strings.HasPrefix(strings.TrimSpace(line), "+") {
		line = listItem().ReplaceAllString(line, "$1- ")
	}
	line = outside(line, []kept{{`\(`, inlineTeX}, {"$", plainTeX}}, func(part string) string {
		part = twice("~", code, part, "$1`$2`$3")
		part = outside(part, []kept{{"`", backticks}}, func(part string) string {
			return twice("=", plainCode, part, "$1`$2`$3")
		})
		return outside(part, []kept{{"`", backticks}}, func(part string) string {
			part = twice("/", italic, part, "$1\x01$2\x01$3")
			part = twice("*", boldText, part, "$1**$2**$3")
			part = twice("+", struck, part, "$1~~$2~~$3")
			part = strings.ReplaceAll(part, "\x01", "*")
			if !strings.Contains(part, "[[") {
				return part
			}
			return linkText().ReplaceAllStringFunc(part, linkMarkdown)
		})
	})
	if !strings.Contains(line, `\(`) {
		return line
	}
	return inlineTeX().ReplaceAllString(line, "$$$1$$")
}

var (
	plainTeX  = pattern.New(`\$[^$\n]+\$`)
	backticks = pattern.New("`[^`]*`")
)

// twice replaces matches that share the sign between them, each of which stands around one.
func twice(sign string, p pattern.Lazy, text, with string) string {
	if strings.Count(text, sign) < 2 {
		return text
	}
	return p().ReplaceAllString(p().ReplaceAllString(text, with), with)
}

// linkMarkdown writes a link. One to a picture that has no words of its own is the picture.
func linkMarkdown(m string) string {
	sub := linkText().FindStringSubmatch(m)
	target, text := strings.TrimPrefix(sub[1], "file:"), sub[2]
	isURL := strings.Contains(target, "://") || strings.HasPrefix(target, "mailto:")
	isPicture := regexp.MustCompile(`(?i)\.(png|jpe?g|gif|svg|webp)$`).MatchString(target)
	switch {
	case text == "" && isPicture:
		return "![](" + target + ")"
	case text == "" && isURL:
		return "<" + target + ">"
	case text == "":
		return target
	case isURL || isPicture:
		return "[" + text + "](" + target + ")"
	}
	return text
}
