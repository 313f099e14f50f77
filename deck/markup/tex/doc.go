// Package tex writes the formulas of TeX in the characters of Unicode, so that they can be read
// where nothing sets them: E = mc², ∑ᵢ₌₁ⁿ i², (−b ± √(b² − 4ac))/(2a).
//
// A formula becomes text from left to right. What TeX sets above or below the line is raised or
// lowered if Unicode has the characters, and else stands behind ^ or _ in parentheses; fractions
// and roots get the parentheses that their lines spare them in TeX. Commands that are not known
// stay as they are.
package tex
