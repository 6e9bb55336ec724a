#include "scene.glsl"
#include "random.glsl"
// One shell: streaks from where each spark was a moment ago to where it is. The last sprite is the flash of the burst.
uniform vec4 burst;     // xyz metres, where it bursts; w its radius at its widest, metres
uniform vec4 course;    // seconds since the burst (below 0: it rises), seconds it rises, seconds until all is out, sparks
uniform vec4 outer;     // colour; w 0 a ball, 1 a ring, 2 a willow
uniform vec4 heart;     // colour of the inner sparks; w the number of the shell
out vec2 v_uv;
flat out vec4 v_colour;
vec3 spark_at(vec3 way, float reach, float hang, float age) {
    float drag = mix(3.0, 1.7, step(1.5, outer.w));
    float spread = burst.w * reach * (1.0 - exp(-drag * age));
    return burst.xyz + way * spread - vec3(0.0, 0.0, burst.w * hang * age * age);
}
void main() {
    int spark = gl_VertexID / 6, corner = gl_VertexID % 6;
    bool ahead = corner == 1 || corner == 2 || corner == 4, top = corner == 2 || corner == 4 || corner == 5;
    v_uv = vec2(ahead ? 1.0 : -1.0, top ? 1.0 : -1.0);
    vec3 dice = random3(uint(spark) * 131u + uint(heart.w) * 7919u);
    float age = course.x;
    if (spark == int(course.w)) {
        float glow = age < 0.0 ? 0.0 : exp(-9.0 * age);
        float size = burst.w * (0.35 + 0.9 * min(age * 4.0, 1.0));
        v_colour = vec4(mix(outer.rgb, vec3(1.0), 0.55), -0.55 * glow);
        gl_Position = view_projection * vec4(burst.xyz + (right.xyz * v_uv.x + up.xyz * v_uv.y) * size, 1.0);
        return;
    }
    bool inner = spark % 3 == 0;
    float turn = dice.x * 6.2831853, lift = dice.y * 2.0 - 1.0;
    vec3 way = vec3(sqrt(1.0 - lift * lift) * vec2(cos(turn), sin(turn)), lift);
    if (outer.w > 0.5 && outer.w < 1.5 && !inner) {
        float round_it = 6.2831853 * float(spark) / course.w, tilt = 0.35 + fract(heart.w * 0.37);
        vec3 side = normalize(cross(burst.xyz, vec3(0.0, 0.0, 1.0))), rise = vec3(0.0, 0.0, 1.0);
        way = side * cos(round_it) + rise * sin(round_it) * cos(tilt);
    }
    float reach = (inner ? 0.45 : 1.0) * mix(0.90, 1.04, dice.z), hang = mix(0.028, 0.075, step(1.5, outer.w));
    float life = course.z * (inner ? 0.55 : 0.72 + 0.28 * dice.z) * (outer.w > 1.5 ? 1.0 : 0.8);
    float trail = mix(0.10, 0.42, step(1.5, outer.w));
    vec3 head = spark_at(way, reach, hang, age), tail = spark_at(way, reach, hang, max(age - trail, 0.0));
    float strength = 1.25 * clamp(1.15 - age / life, 0.0, 0.8) * step(age, life);
    float flicker = random3(uint(spark) * 17u + uint(floor(age * 12.0) + 64.0) * 911u).x;
    strength *= mix(1.0, step(0.45, flicker), smoothstep(0.55, 0.8, age / life));
    vec3 colour = mix(inner ? heart.rgb : outer.rgb, vec3(1.0), 0.8 * exp(-7.0 * max(age, 0.0)));
    if (age < 0.0) {
        float up_by = 1.0 + age / course.y, before = max(up_by - 0.16, 0.0);
        vec3 foot = vec3(burst.xy, -20.0);
        head = mix(foot, burst.xyz, 1.0 - (1.0 - up_by) * (1.0 - up_by));
        tail = mix(foot, burst.xyz, 1.0 - (1.0 - before) * (1.0 - before));
        strength = spark == 0 ? 0.55 * (1.0 - 0.6 * up_by) : 0.0;
        colour = mix(outer.rgb, vec3(1.0, 0.92, 0.75), 0.7);
    }
    vec4 a = view_projection * vec4(tail, 1.0), b = view_projection * vec4(head, 1.0);
    if (strength <= 0.0 || a.w < 1.0 || b.w < 1.0) {
        gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
        v_colour = vec4(0.0);
        return;
    }
    vec2 from = a.xy / a.w * frame.xy, to = b.xy / b.w * frame.xy;
    vec2 along = to - from;
    along = length(along) > 0.01 ? normalize(along) : vec2(1.0, 0.0);
    float wide = max(3.0, shade.w * mix(5.2, 3.6, step(1.5, outer.w))) * mix(0.75, 1.25, dice.y);
    vec2 at = (ahead ? to + along * wide * 0.5 : from - along * wide * 0.5) + vec2(-along.y, along.x) * (v_uv.y * wide);
    float depth = ahead ? b.z / b.w : a.z / a.w;
    v_colour = vec4(colour, strength);
    gl_Position = vec4(at / frame.xy, depth, 1.0);
}
