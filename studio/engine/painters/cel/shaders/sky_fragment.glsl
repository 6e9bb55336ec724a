#include "scene.glsl"
in vec3 v_ray;
layout(location = 0) out vec4 o_colour;

vec3 disc(vec3 colour, vec3 ray, vec4 body, vec3 tone, float radius, float spill) {
    float nearness = dot(ray, body.xyz) * body.w;
    colour += (1.0 - colour) * tone * spill * pow(max(nearness, 0.0), 24.0);
    return mix(colour, tone, smoothstep(radius, radius + 0.0006, nearness));
}

void main() {
    vec3 ray = normalize(v_ray);
    float rise = clamp(ray.z * 2.1, 0.0, 1.0);
    // Paint, not physics: a band of clear colour between the haze and the deep top.
    vec3 middle = mix(sky_horizon.rgb, sky_top.rgb, 0.45);
    middle = mix(vec3(dot(middle, vec3(0.3, 0.59, 0.11))), middle, 1.18);
    vec3 colour = mix(mix(sky_horizon.rgb, middle, smoothstep(0.0, 0.34, rise)), sky_top.rgb, smoothstep(0.22, 1.0, rise));
    colour = disc(colour, ray, sun, vec3(1.0, 0.97, 0.86), 0.9988, 0.55);
    colour = disc(colour, ray, moon, vec3(0.97, 0.97, 0.90), 0.9992, 0.22);
    float glow = smoothstep(0.9985, 0.9992, max(dot(ray, sun.xyz) * sun.w, dot(ray, moon.xyz) * moon.w)) * 0.7;
    o_colour = vec4(clamp(colour, 0.0, 1.0), glow);
}
