import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Wraps what the formatter leaves longer than 120 columns: paragraphs of `//` and `///` comments, fields behind a long
/// annotation, and string literals. Other text keeps its bytes. Runs on JDK 17 or later:
///
///     java config/format/WrapLines.java FILE...
///
/// It names the lines that it could not wrap.
final class WrapLines {
    private static final int COLUMNS = 120;
    private static final Pattern COMMENT = Pattern.compile("(\\s*///? ?)(.*)");
    /// What begins a paragraph of its own, with the indent of its next lines: lists, tags, tables, headings, code.
    private static final Pattern ITEM = Pattern.compile("(\\s*)([-*] |\\d+\\. |@param |@throws |@return |@see )?(.*)");
    private static final Pattern VERBATIM = Pattern.compile("\\s*([|#>].*|\\s{4}.*)?");
    private static final Pattern FIELD = Pattern
            .compile("( +)(\\S.*\"\\)) ((?:private|protected|public|final|static) .*)");
    private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

    private final List<String> lines;
    private final List<String> out = new ArrayList<>();
    private int at;

    private WrapLines(List<String> lines) {
        this.lines = lines;
    }

    public static void main(String[] files) throws IOException {
        for (String name : files) {
            Path file = Path.of(name);
            List<String> before = Files.readAllLines(file);
            List<String> after = new WrapLines(before).wrapped();
            if (!after.equals(before)) {
                Files.writeString(file, String.join("\n", after) + "\n");
            }
            for (int i = 0; i < after.size(); i++) {
                if (after.get(i).length() > COLUMNS) {
                    System.out.println(file + ":" + (i + 1) + ": " + after.get(i).length() + " columns");
                }
            }
        }
    }

    private List<String> wrapped() {
        boolean textBlock = false;
        boolean code = false;
        while (at < lines.size()) {
            String line = lines.get(at);
            Matcher comment = COMMENT.matcher(line);
            if (!textBlock && comment.matches()) {
                code ^= comment.group(2).startsWith("```");
                paragraph(comment.group(1), code);
                continue;
            }
            textBlock ^= (line.split("\"\"\"", -1).length - 1) % 2 == 1;
            at++;
            if (textBlock || line.length() <= COLUMNS) {
                out.add(line);
            } else {
                statement(line);
            }
        }
        return out;
    }

    /// The comment lines from here on that belong together; they are filled anew if one of them is too long.
    private void paragraph(String prefix, boolean code) {
        List<String> text = new ArrayList<>();
        boolean tooLong = false;
        int from = at;
        while (at < lines.size()) {
            Matcher comment = COMMENT.matcher(lines.get(at));
            if (!comment.matches() || !comment.group(1).strip().equals(prefix.strip())) {
                break;
            }
            String content = comment.group(2);
            boolean alone = code || content.startsWith("```") || VERBATIM.matcher(content).matches();
            Matcher item = ITEM.matcher(content);
            boolean begins = item.matches() && item.group(2) != null;
            if (!text.isEmpty() && (alone || begins)) {
                break;
            }
            tooLong |= lines.get(at).length() > COLUMNS;
            text.add(content);
            at++;
            if (alone && text.size() == 1) {
                out.add(lines.get(from));
                return;
            }
        }
        if (!tooLong) {
            out.addAll(lines.subList(from, at));
            return;
        }
        fill(prefix, text);
    }

    private void fill(String prefix, List<String> text) {
        Matcher item = ITEM.matcher(text.get(0));
        if (!item.matches()) {
            throw new AssertionError(text);
        }
        String next = text.size() > 1 ? text.get(1).replaceFirst("\\S.*", "") : nextIndent(item);
        StringBuilder line = new StringBuilder(prefix).append(item.group(1));
        boolean empty = true;
        for (String word : String.join(" ", text.stream().map(String::strip).toList()).split(" +")) {
            if (!empty && line.length() + 1 + word.length() > COLUMNS) {
                out.add(line.toString());
                line = new StringBuilder(prefix).append(next);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        out.add(line.toString());
    }

    private static String nextIndent(Matcher item) {
        String mark = item.group(2);
        return item.group(1) + (mark == null ? "" : mark.startsWith("@") ? "    " : " ".repeat(mark.length()));
    }

    /// A field goes below its annotation; a literal is cut behind a blank, a comma or a brace.
    private void statement(String line) {
        Matcher field = FIELD.matcher(line);
        if (field.matches()) {
            String rest = field.group(3);
            while (!rest.endsWith(";")) {
                rest += lines.get(at++).strip();
            }
            out.add(field.group(1) + field.group(2));
            out.add("    " + rest);
            return;
        }
        Matcher literal = LITERAL.matcher(line);
        while (literal.find()) {
            int cut = 1 + Math.max(line.lastIndexOf(' ', COLUMNS - 2),
                    Math.max(line.lastIndexOf(',', COLUMNS - 2), line.lastIndexOf('}', COLUMNS - 2)));
            boolean receiver = literal.end() < line.length() && line.charAt(literal.end()) == '.';
            if (literal.end() > COLUMNS - 1 && literal.start() < cut - 1 && !receiver) {
                String indent = line.replaceFirst("\\S.*", "");
                boolean continued = line.strip().startsWith("+ \"");
                String rest = indent + (continued ? "" : "        ") + "+ \"" + line.substring(cut);
                out.add(line.substring(0, cut) + "\"");
                if (rest.length() > COLUMNS) {
                    statement(rest);
                } else {
                    out.add(rest);
                }
                return;
            }
        }
        out.add(line);
    }
}
