layout(location = 0) out vec4 o_colour;
uniform vec4 value;
void main() {
    o_colour = value;
}
