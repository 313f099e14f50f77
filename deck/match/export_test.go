package match

// Reasons returns the reasons of all rules.
func Reasons() []string {
	var all []string
	for _, r := range rules {
		all = append(all, r.reason)
	}
	return all
}
